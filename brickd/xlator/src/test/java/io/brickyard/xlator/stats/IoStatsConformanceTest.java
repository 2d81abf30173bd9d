package io.brickyard.xlator.stats;

import io.brickyard.xlator.Translator;
import io.brickyard.xlator.TranslatorConformanceTest;

class IoStatsConformanceTest extends TranslatorConformanceTest {
    @Override
    protected Translator translator(Translator below) {
        return new IoStats("probe", DumpSettings.ON_DEMAND, below);
    }
}
