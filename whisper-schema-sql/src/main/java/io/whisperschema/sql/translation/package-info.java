/** What the schema of one database is on the other, for our own dialects; not for hosts. */
package io.whisperschema.sql.translation;
