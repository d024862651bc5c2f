/** What the documents of several packages share: their header, and the JSON of keys, checks, indexes and expressions. */
package io.whisperschema.internal.document;
