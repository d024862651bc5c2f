/**
 * What a store holds, or would hold once a definition is spelled for it: one {@link io.whisperschema.catalog.Catalog}
 * per kind of store. Only catalogs are compared with each other.
 */
package io.whisperschema.catalog;
