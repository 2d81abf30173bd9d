package io.brickyard.cli;

/** When to say how a run goes, under fio's names. */
enum LoadEta {
    auto, always, never
}
