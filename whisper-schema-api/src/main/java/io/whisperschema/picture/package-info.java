/**
 * What a definition or a live database looks like: a page for people, and Mermaid text for documents.
 *
 * <pre>{@code
 * var picture = SchemaPicture.of(schema);
 * Files.writeString(page, picture.html());
 * System.out.println(picture.mermaid());
 * }</pre>
 */
package io.whisperschema.picture;
