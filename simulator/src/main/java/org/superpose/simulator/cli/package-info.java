/**
 * The command line: each command is a thin face on the library.
 * <p>May use: everything in the simulator, and the decks of circuits, which it runs without networks. Nothing uses it.
 */
package org.superpose.simulator.cli;
