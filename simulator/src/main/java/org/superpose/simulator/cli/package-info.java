/**
 * The command line: each command is a thin face on the library.
 * <p>May use: everything in the simulator. Nothing uses it.
 */
package org.superpose.simulator.cli;
