package io.brickyard.xlator.throttle;

import io.brickyard.xlator.Translator;
import io.brickyard.xlator.TranslatorConformanceTest;
import io.brickyard.xlator.throttle.policy.Policy;
import io.brickyard.xlator.throttle.policy.PolicyException;
import io.brickyard.xlator.throttle.policy.PolicyText;

class ThrottleConformanceTest extends TranslatorConformanceTest {
    @Override
    protected Translator translator(Translator below) {
        try {
            return new Throttle("test", Policy.NONE.with(PolicyText.parse("all=1000000fops; users each=1GiB")), below);
        } catch (PolicyException e) {
            throw new AssertionError(e);
        }
    }
}
