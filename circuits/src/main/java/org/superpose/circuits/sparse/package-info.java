/**
 * Direct solution of A x = b for the matrices of circuits: large, very sparse, unsymmetric, solved thousands of times on one pattern.
 * <p>The way there: {@link org.superpose.circuits.sparse.SparsityPattern} says where entries may stand;
 * {@link org.superpose.circuits.sparse.Ordering} finds the block triangular form and an order with little fill, once, and is shared by threads;
 * {@link org.superpose.circuits.sparse.LuFactorization} and {@link org.superpose.circuits.sparse.ComplexLuFactorization} choose pivots once
 * and then only compute numbers. A factorisation belongs to one thread.
 * <p>The method is that of T. A. Davis and E. Palamadai Natarajan, <i>Algorithm 907: KLU, a direct sparse solver for circuit simulation
 * problems</i>, ACM Trans. Math. Softw. 37 (2010), article 36, with columns of L of equal pattern taken four at a time, or, where columns are short, with all products laid out
 * one after the other ({@code Schedule}).
 * <p>May use: {@code circuits.crew}. It knows rows, columns and numbers, no nodes and no devices.
 */
package org.superpose.circuits.sparse;
