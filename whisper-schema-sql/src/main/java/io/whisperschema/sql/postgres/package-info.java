/** What PostgreSQL's statements make of a schema, for our own stores; not for hosts. */
package io.whisperschema.sql.postgres;
