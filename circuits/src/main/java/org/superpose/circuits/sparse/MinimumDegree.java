package org.superpose.circuits.sparse;

import java.util.Arrays;

/**
 * An elimination order with little fill for a symmetric pattern: approximate minimum degree on the quotient graph (P. R. Amestoy, T. A. Davis and
 * I. S. Duff, <i>An approximate minimum degree ordering algorithm</i>, SIAM J. Matrix Anal. Appl. 17 (1996) 886; <i>Algorithm 837: AMD</i>, ACM Trans.
 * Math. Softw. 30 (2004) 381), with mass elimination, merging of indistinguishable variables, aggressive absorption, dense rows put last and a
 * postorder of the assembly tree.
 *
 * <p>An eliminated pivot becomes an <i>element</i>, the clique of its neighbours. A variable's list holds first the elements, then the variables that it touches;
 * it only ever shrinks, so it stays in its place.
 */
final class MinimumDegree {
    private final int n;
    private final int[] start;          // list of variable i: elements at start[i] ..., then variables
    private final int[] list;
    private final int[] elementCount;
    private final int[] length;         // elements and variables
    private final int[][] element;      // principal variables of element e
    private final int[] weight;         // columns that a principal variable stands for; negative: in the pivot's element; 0: merged or eliminated
    private final int[] degree;         // of a variable: bound on its external degree; of an element: sum of the weights of its variables
    private final int[] parent;         // element that absorbed an element, variable or element that a variable went into; -1: none
    private final long[] stamp;         // of an element: 0 once absorbed; else what is below now means not seen yet
    private long now = 1;
    private final int[] first;          // of each degree: first variable
    private final int[] next;
    private final int[] previous;
    private final int[] hash;
    private final int[] bucket;
    private int eliminated;

    private MinimumDegree(int n, int[] start, int[] list) {
        this.n = n;
        this.start = start;
        this.list = list;
        elementCount = new int[n];
        length = new int[n];
        element = new int[n][];
        weight = new int[n];
        degree = new int[n];
        parent = new int[n];
        stamp = new long[n];
        first = new int[n];
        next = new int[n];
        previous = new int[n];
        hash = new int[n];
        bucket = new int[n];
        Arrays.fill(weight, 1);
        Arrays.fill(parent, -1);
        Arrays.fill(stamp, 1);
        Arrays.fill(first, -1);
        Arrays.fill(bucket, -1);
    }

    /**
     * The order of elimination.
     *
     * @param start where the neighbours of each vertex begin in {@code neighbours}, and their total
     * @param neighbours symmetric, without the vertex itself and without repetition; is destroyed
     */
    static int[] order(int[] start, int[] neighbours) {
        int n = start.length - 1;
        MinimumDegree graph = new MinimumDegree(n, start, neighbours);
        boolean[] dense = graph.begin();
        int least = 0;
        while (graph.eliminated < n) {
            while (graph.first[least] < 0) {
                least++;
            }
            least = Math.min(least, graph.eliminate(graph.first[least]));
        }
        return graph.postorder(dense);
    }

    private boolean[] begin() {
        boolean[] dense = new boolean[n];
        double limit = Math.max(16, 10 * Math.sqrt(n));         // as AMD has it
        for (int i = 0; i < n; i++) {
            length[i] = start[i + 1] - start[i];
            degree[i] = length[i];
            if (length[i] > limit) {
                dense[i] = true;
                weight[i] = 0;
                eliminated++;
            } else {
                insert(i);
            }
        }
        return dense;
    }

    private void insert(int i) {
        int head = first[degree[i]];
        next[i] = head;
        previous[i] = -1;
        if (head >= 0) {
            previous[head] = i;
        }
        first[degree[i]] = i;
    }

    private void remove(int i) {
        if (next[i] >= 0) {
            previous[next[i]] = previous[i];
        }
        if (previous[i] >= 0) {
            next[previous[i]] = next[i];
        } else {
            first[degree[i]] = next[i];
        }
    }

    /** Makes p an element; returns the least degree of the variables in it. */
    private int eliminate(int p) {
        remove(p);
        int pivots = weight[p];
        weight[p] = -pivots;
        eliminated += pivots;
        int[] members = gather(p);
        int total = 0;
        for (int i : members) {
            total -= weight[i];
        }
        measure(members);
        int mass = updateDegrees(p, members);
        total -= mass;
        pivots += mass;
        mergeIndistinguishable(members);
        now++;

        int least = n - 1;
        int count = 0;
        for (int i : members) {
            if (weight[i] != 0) {
                weight[i] = -weight[i];
                degree[i] = Math.max(0, Math.min(degree[i] + total - weight[i], n - eliminated - weight[i]));
                insert(i);
                least = Math.min(least, degree[i]);
                members[count++] = i;
            }
        }
        weight[p] = pivots;
        degree[p] = total;
        element[p] = count == members.length ? members : Arrays.copyOf(members, count);
        if (count == 0) {
            stamp[p] = 0;
        }
        return least;
    }

    /** The new element of p: the variables next to it, directly or by one of its elements. They leave their degree lists, their weights turn negative. */
    private int[] gather(int p) {
        int room = length[p] - elementCount[p];
        for (int q = start[p]; q < start[p] + elementCount[p]; q++) {
            room += element[list[q]].length;
        }
        int[] members = new int[room];
        int count = 0;
        for (int q = start[p]; q < start[p] + elementCount[p]; q++) {
            int e = list[q];
            for (int i : element[e]) {
                if (weight[i] > 0) {
                    members[count++] = take(i);
                }
            }
            absorb(e, p);
        }
        for (int q = start[p] + elementCount[p]; q < start[p] + length[p]; q++) {
            int i = list[q];
            if (weight[i] > 0) {
                members[count++] = take(i);
            }
        }
        return Arrays.copyOf(members, count);
    }

    private int take(int i) {
        remove(i);
        weight[i] = -weight[i];
        return i;
    }

    private void absorb(int e, int by) {
        parent[e] = by;
        stamp[e] = 0;
        element[e] = null;
    }

    /** Leaves in stamp[e] - now the weight of element e outside of the new element, for all that touch it. */
    private void measure(int[] members) {
        for (int i : members) {
            for (int q = start[i]; q < start[i] + elementCount[i]; q++) {
                int e = list[q];
                if (stamp[e] >= now) {
                    stamp[e] += weight[i];                      // weight[i] < 0
                } else if (stamp[e] != 0) {
                    stamp[e] = now + degree[e] + weight[i];
                }
            }
        }
    }

    /** Cleans the members' lists and bounds their degrees outside of the new element; returns the weight of those that p takes with it. */
    private int updateDegrees(int p, int[] members) {
        int mass = 0;
        for (int i : members) {
            int begin = start[i];
            int write = begin;
            int outside = 0;
            int sum = 0;
            for (int q = begin; q < begin + elementCount[i]; q++) {
                int e = list[q];
                if (stamp[e] != 0) {
                    int beyond = (int) (stamp[e] - now);
                    if (beyond > 0) {
                        outside += beyond;
                        sum += e;
                        list[write++] = e;
                    } else {
                        absorb(e, p);                           // all of it lies in the new element
                    }
                }
            }
            int elements = write - begin;
            for (int q = begin + elementCount[i]; q < begin + length[i]; q++) {
                int j = list[q];
                if (weight[j] > 0) {                            // neither in the new element nor merged nor dense nor eliminated
                    outside += weight[j];
                    sum += j;
                    list[write++] = j;
                }
            }
            if (outside == 0) {
                parent[i] = p;
                mass -= weight[i];
                eliminated -= weight[i];
                weight[i] = 0;
                continue;
            }
            list[write] = list[begin + elements];               // what tied i to p left room for the new element
            list[begin + elements] = p;
            elementCount[i] = elements + 1;
            length[i] = write + 1 - begin;
            degree[i] = Math.min(degree[i], outside);
            hash[i] = (sum & Integer.MAX_VALUE) % n;
        }
        now += n;                                               // above all stamps of measure
        return mass;
    }

    private void mergeIndistinguishable(int[] members) {
        for (int i : members) {
            if (weight[i] != 0) {
                next[i] = bucket[hash[i]];
                bucket[hash[i]] = i;
            }
        }
        for (int member : members) {
            if (weight[member] == 0 || bucket[hash[member]] < 0) {
                continue;
            }
            int i = bucket[hash[member]];
            bucket[hash[member]] = -1;
            for (; next[i] >= 0; i = next[i]) {
                now++;
                for (int q = start[i]; q < start[i] + length[i]; q++) {
                    stamp[list[q]] = now;
                }
                int before = i;
                for (int j = next[i]; j >= 0; j = next[j]) {
                    if (sameList(i, j)) {
                        weight[i] += weight[j];
                        weight[j] = 0;
                        parent[j] = i;
                        next[before] = next[j];
                    } else {
                        before = j;
                    }
                }
                if (next[i] < 0) {
                    break;
                }
            }
        }
    }

    private boolean sameList(int i, int j) {
        if (length[i] != length[j] || elementCount[i] != elementCount[j]) {
            return false;
        }
        for (int q = start[j]; q < start[j] + length[j]; q++) {
            if (stamp[list[q]] != now) {
                return false;
            }
        }
        return true;
    }

    /** Elements children before parents, each followed by the variables that went with it; dense rows last. */
    private int[] postorder(boolean[] dense) {
        int[] child = new int[n];               // of an element: first of its children
        int[] sibling = new int[n];
        int[] member = new int[n];              // of an element: first of its variables
        Arrays.fill(child, -1);
        Arrays.fill(member, -1);
        for (int i = n - 1; i >= 0; i--) {
            if (weight[i] == 0 && !dense[i]) {
                int e = parent[i];
                while (weight[e] == 0) {
                    e = parent[e];
                }
                parent[i] = e;                  // shortens later walks
                sibling[i] = member[e];
                member[e] = i;
            } else if (parent[i] >= 0) {
                sibling[i] = child[parent[i]];
                child[parent[i]] = i;
            }
        }
        int[] order = new int[n];
        int placed = 0;
        int[] stack = new int[n];
        for (int root = 0; root < n; root++) {
            if (weight[root] == 0 || parent[root] >= 0) {
                continue;
            }
            int height = 0;
            stack[0] = root;
            while (height >= 0) {
                int e = stack[height];
                if (child[e] >= 0) {
                    stack[++height] = child[e];
                    child[e] = sibling[child[e]];
                } else {
                    height--;
                    order[placed++] = e;
                    for (int i = member[e]; i >= 0; i = sibling[i]) {
                        order[placed++] = i;
                    }
                }
            }
        }
        for (int i = 0; i < n; i++) {
            if (dense[i]) {
                order[placed++] = i;
            }
        }
        return order;
    }
}
