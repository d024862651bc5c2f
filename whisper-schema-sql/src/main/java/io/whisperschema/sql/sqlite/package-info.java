/**
 * What SQLite's statements make of a database, for our own stores; not for hosts.
 *
 * <pre>{@code
 * var script = SqliteScript.read("CREATE TABLE users (id INTEGER PRIMARY KEY); PRAGMA user_version = 1;");
 * script.reading().catalog();   // what SQLite would hold
 * script.reading().rest();      // line 1: PRAGMA …
 * }</pre>
 */
package io.whisperschema.sql.sqlite;
