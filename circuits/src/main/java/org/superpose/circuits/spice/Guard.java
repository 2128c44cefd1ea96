package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.List;

/**
 * That a card stands in one arm of an .if, and so counts only where that arm is taken.
 *
 * @param outer the .if around that one, or null
 */
record Guard(Guard outer, Choice choice, int arm) {
    /** A card, and what it depends on. */
    record Guarded(Card card, Guard guard) {
        boolean holds(Scope scope) {
            return guard == null || guard.holds(scope);
        }
    }

    /** An .if with its .elseif and .else. */
    static final class Choice {
        private final Card begin;
        private final List<Expression> conditions = new ArrayList<>();        // null: .else

        Choice(Card begin) {
            this.begin = begin;
            add(begin);
        }

        Card begin() {
            return begin;
        }

        /** One more arm; returns its number. */
        int add(Card card) {
            String head = card.head();
            if (!conditions.isEmpty() && conditions.get(conditions.size() - 1) == null) {
                throw card.error(head + " stands behind the .else of this .if; put it before, or close the .if with .endif");
            }
            conditions.add(head.equals(".else") ? null : ExpressionParser.parse(card, head.length(), card.text().length()));
            return conditions.size() - 1;
        }

        /** The first arm whose condition is not 0, or −1. */
        int taken(Scope scope) {
            for (int arm = 0; arm < conditions.size(); arm++) {
                Expression condition = conditions.get(arm);
                if (condition == null || condition.value(scope) != 0) {
                    return arm;
                }
            }
            return -1;
        }
    }

    private boolean holds(Scope scope) {
        return (outer == null || outer.holds(scope)) && scope.taken(choice) == arm;
    }
}
