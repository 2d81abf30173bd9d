package io.brickyard.xlator.throttle;

import java.util.List;

import io.brickyard.xlator.throttle.policy.Rule;

/**
 * One class of the policy in force.
 *
 * @param rule what it is
 * @param gates of all its calls together
 * @param shares that its calls have there, in the same order
 * @param atBrick what it has at the brick's gate
 * @param count what it has let pass
 */
record RuleState(Rule rule, List<Gate> gates, List<Share> shares, List<Share> atBrick, RuleCount count) {}
