package io.brickyard.load.run;

import io.brickyard.load.engine.FileState;
import io.brickyard.load.job.JobSpec;
import io.brickyard.load.option.LoadOption;
import io.brickyard.load.option.Numbers;
import io.brickyard.load.workload.FileRegion;

/** How large one of a job's files is to be, and which part of it the job works on. */
record FileSizes(JobSpec job, String path, FileState state) {

    FileRegion region() throws LoadException {
        long start = offset();
        if (job.values().has(LoadOption.FILESIZE)) {
            return new FileRegion(start, job.number(LoadOption.FILESIZE));
        }
        String size = job.text(LoadOption.SIZE).strip();
        if (size.endsWith("%")) {
            return new FileRegion(start, Math.min(existing() - start, percent(size, existing())));
        }
        if (!size.isEmpty() && Numbers.size(size) > 0) {
            long share = Numbers.size(size) / job.files().size();
            return new FileRegion(start, state.device() ? Math.min(share, state.sizeBytes() - start) : share);
        }
        return new FileRegion(start, existing() - start);
    }

    private long offset() throws LoadException {
        long clone = job.index();
        return bytes(job.text(LoadOption.OFFSET)) + clone * bytes(job.text(LoadOption.OFFSET_INCREMENT));
    }

    private long bytes(String text) throws LoadException {
        return text.strip().endsWith("%") ? percent(text.strip(), existing()) : Numbers.size(text);
    }

    private static long percent(String text, long of) {
        return of / 100 * Numbers.size(text.substring(0, text.length() - 1));
    }

    private long existing() throws LoadException {
        if (!state.exists()) {
            throw new LoadException("job " + job.name() + ": there is no " + path
                    + " whose size could be taken; give --size=BYTES");
        }
        return state.sizeBytes();
    }
}
