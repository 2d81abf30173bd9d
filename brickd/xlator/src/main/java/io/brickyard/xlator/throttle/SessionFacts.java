package io.brickyard.xlator.throttle;

import io.brickyard.xlator.Session;
import io.brickyard.xlator.throttle.policy.Match;

/** What holds for all calls of a session alike. */
final class SessionFacts {
    private SessionFacts() {
    }

    static boolean match(Match match, Session session) {
        return match.process().matches(session.processName()) && match.client().matches(session.identity())
                && match.tls().matches(session.origin().commonName())
                && match.login().matches(session.origin().login())
                && match.subdir().matches(session.origin().subdir())
                && (match.addresses().isEmpty() || session.host().stream()
                        .anyMatch(host -> match.addresses().stream().anyMatch(range -> range.contains(host))));
    }
}
