/**
 * What goes wrong, as one sealed family of unchecked exceptions.
 *
 * <p>A subtype exists only where a host would catch it apart; each carries what a host needs to know as
 * accessors, so nobody parses messages. No message holds a credential or a row's value.
 */
package io.whisperschema.error;
