package io.brickyard.load.run;

import io.brickyard.load.engine.Engine;
import io.brickyard.load.engine.EngineSettings;
import io.brickyard.load.engine.FileEngine;
import io.brickyard.load.engine.NullEngine;
import io.brickyard.load.gluster.ClientStacks;
import io.brickyard.load.gluster.RemoteEngine;
import io.brickyard.load.option.EngineKind;

/** Makes engines of each kind. */
final class EngineMaker {
    private EngineMaker() {
    }

    /**
     * A new engine for a job.
     *
     * @param stacks the client stacks that the jobs of the run share
     */
    static Engine make(EngineKind kind, EngineSettings settings, ClientStacks stacks) {
        return switch (kind) {
            case FILE, FILE_SYNC -> new FileEngine(settings);
            case BRICK -> RemoteEngine.brick(settings, stacks);
            case GLUSTER, GLUSTER_SYNC -> RemoteEngine.gluster(settings, stacks);
            case NULL -> new NullEngine();
        };
    }
}
