package io.brickyard.brickd.throttle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.brickyard.brickd.BrickdException;
import io.brickyard.brickd.FileFault;
import io.brickyard.xlator.throttle.policy.Policy;
import io.brickyard.xlator.throttle.policy.PolicyException;
import io.brickyard.xlator.throttle.policy.PolicyText;
import io.brickyard.xlator.throttle.policy.Statement;

/**
 * What a server is told of throttling.
 *
 * @param file a policy file, which can be read anew
 * @param statements from the command line, which come after the file's
 * @param admins who may see and change the throttle
 */
public record ThrottleOptions(Optional<Path> file, List<Statement> statements, ThrottleAdmins admins) {
    /** Nothing is throttled, and only root on the brick's own host may change that. */
    public static final ThrottleOptions NONE = new ThrottleOptions(Optional.empty(), List.of(), ThrottleAdmins.LOCAL);

    /** What file and command line say now. */
    public List<Statement> read() throws BrickdException {
        List<Statement> all = new ArrayList<>();
        if (file.isPresent()) {
            all.addAll(statementsOf(file.get()));
        }
        all.addAll(statements);
        try {
            PolicyText.bounded(Policy.NONE.with(all));
        } catch (PolicyException e) {
            throw new BrickdException("--throttle: " + e.getMessage(), e);
        }
        return all;
    }

    private static List<Statement> statementsOf(Path path) throws BrickdException {
        try {
            return PolicyText.parse(Files.readString(path));
        } catch (IOException e) {
            throw new BrickdException("throttle policy " + path + " cannot be read: " + FileFault.of(e), e);
        } catch (PolicyException e) {
            throw new BrickdException(path + " " + e.getMessage(), e);
        }
    }
}
