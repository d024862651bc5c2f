/**
 * What will be done, as data: a {@link io.whisperschema.plan.Plan} of {@linkplain io.whisperschema.plan.Step steps},
 * each with the change that asked for it and what running it costs. Printable, loggable, refusable.
 */
package io.whisperschema.plan;
