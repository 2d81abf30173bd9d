package io.brickyard.cli;

import java.util.Optional;

/** A command that knows more of an option that it lacks than that there is none. */
interface ExplainsUnknownOptions {
    /** Why there is no such option; empty if nothing is known of it. */
    Optional<String> explain(String option);
}
