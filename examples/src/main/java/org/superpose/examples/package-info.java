/**
 * Programs that show how the library is used.
 * <p>May use: everything public.
 * <p>A new example: a class with a {@code main} that a test runs.
 */
package org.superpose.examples;
