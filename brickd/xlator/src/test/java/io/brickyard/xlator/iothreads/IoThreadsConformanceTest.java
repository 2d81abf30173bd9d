package io.brickyard.xlator.iothreads;

import io.brickyard.xlator.Translator;
import io.brickyard.xlator.TranslatorConformanceTest;

class IoThreadsConformanceTest extends TranslatorConformanceTest {
    @Override
    protected Translator translator(Translator below) {
        return new IoThreads("iot", IoThreadsOptions.DEFAULT, below);
    }
}
