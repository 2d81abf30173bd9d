package io.brickyard.load.option;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.brickyard.load.option.Kind.BYTES;
import static io.brickyard.load.option.Kind.BYTES_BY_DIRECTION;
import static io.brickyard.load.option.Kind.BYTES_OR_PERCENT;
import static io.brickyard.load.option.Kind.CHOICE;
import static io.brickyard.load.option.Kind.COUNT;
import static io.brickyard.load.option.Kind.COUNT_BY_DIRECTION;
import static io.brickyard.load.option.Kind.FLAG;
import static io.brickyard.load.option.Kind.MILLIS;
import static io.brickyard.load.option.Kind.RANGE_BY_DIRECTION;
import static io.brickyard.load.option.Kind.SECONDS;
import static io.brickyard.load.option.Kind.TEXT;
import static io.brickyard.load.option.Kind.YES_NO;

/**
 * The options of a job: the one table from which the command line, the keys of job files, help and man page come. Names,
 * units and meaning are those of fio 3.33, where fio has the option.
 */
public enum LoadOption {
    NAME("name", TEXT, "", "Begins a job of this name; what stands before the first one is for all jobs, as is what "
            + "follows --name=global."),
    DESCRIPTION("description", TEXT, "", "Text for the results."),
    RW("rw", CHOICE, "read",
            "Kind of I/O: read, write, randread, randwrite, rw (same as readwrite) or randrw. :N behind "
                    + "a random one gives N I/Os in a row from each random offset, :BYTES behind the others skips.",
            "readwrite"),
    RW_SEQUENCER("rw_sequencer", CHOICE, "sequential", "What :N of --rw repeats: the following blocks (sequential) or "
            + "the same one (identical)."),
    IOENGINE("ioengine", CHOICE, "file", "What the I/O goes through. file: any path, its depth made by threads; brick: "
            + "one brick over the network; gluster: the bricks of a volume; null: nothing, to measure load itself. fio's "
            + "names for local files stand for file, its gfapi and gfapi_async for gluster."),
    VOLUME("volume", TEXT, "", "Volume for --ioengine=gluster."),
    BRICK("brick", TEXT, "",
            "For --ioengine=gluster the HOST that gives out the volfile; for --ioengine=brick the brick: "
                    + "HOST:PORT/PATH, or HOST:/PATH if a management daemon there knows its port."),
    PORT("port", COUNT, "24007", "Port of the management daemon that gives out volfiles and ports."),
    READ_REPLICA("read_replica", TEXT, "first",
            "Which replica --ioengine=gluster reads from, among those that no other "
                    + "one accuses: first, local (on this machine) or its number from 0.",
            "read-replica"),
    ANONYMOUS_FD("anonymous_fd", YES_NO, "0", "Let bricks open the file anew for each I/O of the engines brick and "
            + "gluster, instead of once.", "anonymous-fd"),
    ALLOW_DIVERGENCE("allow_divergence", FLAG, "0", "Let --ioengine=brick write to one brick of several, which then "
            + "differs from the others.", "allow-divergence"),
    STATS_DIR("stats_dir", TEXT, "",
            "Dump the latencies of the client stack of the engines brick and gluster into this "
                    + "directory, for 'brickyard stats'.",
            "stats-dir"),
    BELOW_RPC("below_rpc", COUNT, "0",
            "Of this many READs and WRITEs find out of one, on average, where its time goes below protocol/client, "
                    + "for 'brickyard stats' as well; brickd tells its part, stock bricks do not. 0: of none. Needs "
                    + "--stats_dir.",
            "below-rpc"),
    FILENAME("filename", TEXT, "", "Files to use, separated by colons; \\: is a colon. Default: see "
            + "--filename_format."),
    FILENAME_FORMAT("filename_format", TEXT, "$jobname.$jobnum.$filenum", "How files are called if --filename is not "
            + "given."),
    DIRECTORY("directory", TEXT, "",
            "Where the files are. Several, separated by colons, are taken in turn by the clones "
                    + "of a job."),
    BS("bs", BYTES_BY_DIRECTION, "4k", "Size of a block, for reads and, after a comma, writes.", "blocksize", "ba"),
    BSRANGE("bsrange", RANGE_BY_DIRECTION, "", "Sizes from a range, in multiples of its smaller end.",
            "blocksize_range"),
    SIZE("size", BYTES_OR_PERCENT, "", "Total size of a job's files and, unless --io_size says more, of its I/O."),
    IO_SIZE("io_size", BYTES_OR_PERCENT, "", "How much I/O a job does.", "io_limit"),
    FILESIZE("filesize", BYTES, "", "Size of each file; default: --size shared among them."),
    NRFILES("nrfiles", COUNT, "1", "Number of files of a job.", "nr_files"),
    FILE_SERVICE_TYPE("file_service_type", CHOICE, "roundrobin", "Which file is next: roundrobin, random or sequential "
            + "(one after the other). :N stays with a file for N I/Os."),
    OFFSET("offset", BYTES_OR_PERCENT, "0", "Where in the files I/O begins.", "fileoffset"),
    OFFSET_INCREMENT("offset_increment", BYTES_OR_PERCENT, "0", "By how much the offset of each clone differs from the "
            + "one before."),
    NUMBER_IOS("number_ios", COUNT, "0", "End after this many I/Os; 0 is no limit."),
    LOOPS("loops", COUNT, "1", "How often to do it all."),
    IODEPTH("iodepth", COUNT, "1", "I/Os under way at once, for each clone of the job."),
    NUMJOBS("numjobs", COUNT, "1", "Clones of the job that run at once."),
    RUNTIME("runtime", SECONDS, "0", "End after this time; 0 is no limit.", "timeout"),
    TIME_BASED("time_based", FLAG, "0", "Go on until --runtime is over, even if all files are done."),
    RAMP_TIME("ramp_time", SECONDS, "0", "Time before the measurement begins; not part of --runtime or any result."),
    STARTDELAY("startdelay", SECONDS, "0", "Begin the job this long after the others."),
    RATE("rate", BYTES_BY_DIRECTION, "0", "Bytes per second for each direction. Response times count from the moment "
            + "that the rate meant each I/O to start."),
    RATE_IOPS("rate_iops", COUNT_BY_DIRECTION, "0", "The same in I/Os per second."),
    RATE_PROCESS("rate_process", CHOICE, "linear", "How a rate spreads I/Os: evenly (linear) or as they come from many "
            + "independent users (poisson)."),
    RWMIXREAD("rwmixread", COUNT, "50", "Share of reads in a mix, in per cent."),
    RWMIXWRITE("rwmixwrite", COUNT, "50", "Share of writes in a mix, in per cent."),
    RANDSEED("randseed", COUNT, "", "Seed of everything random; the results name it. The same seed gives the same "
            + "offsets."),
    RANDREPEAT("randrepeat", YES_NO, "1", "0: take another seed in each run.", "allrandrepeat"),
    NORANDOMMAP("norandommap", FLAG, "0", "Let random I/O come to a block again before all others had their turn."),
    RANDOM_DISTRIBUTION("random_distribution", Kind.DISTRIBUTION, "random", "Which blocks random I/O prefers: random, "
            + "zipf:THETA, pareto:POWER, normal:DEVIATION, zoned:ACCESS/SIZE:... or zoned_abs."),
    PERCENTAGE_RANDOM("percentage_random", COUNT_BY_DIRECTION, "100", "Share of random I/O in a random job, in per "
            + "cent; the rest follows on the block before."),
    DIRECT("direct", YES_NO, "0", "Bypass the page cache with O_DIRECT."),
    BUFFERED("buffered", YES_NO, "1", "The opposite of --direct."),
    INVALIDATE("invalidate", YES_NO, "1", "Drop the file's clean pages from the page cache of this machine before the "
            + "job begins."),
    FSYNC("fsync", COUNT, "0", "Call fsync after this many writes."),
    FDATASYNC("fdatasync", COUNT, "0", "Call fdatasync after this many writes."),
    END_FSYNC("end_fsync", YES_NO, "0", "Call fsync when the writes of a job are done."),
    OVERWRITE("overwrite", YES_NO, "0", "Write to files and devices that load did not lay out itself; their content is "
            + "lost."),
    ALLOW_MOUNTED_WRITE("allow_mounted_write", YES_NO, "0", "Write even to a block device that is mounted."),
    UNLINK("unlink", YES_NO, "0", "Remove the files that load laid out when the job is done."),
    CREATE_ONLY("create_only", YES_NO, "0", "Only lay out the files."),
    ZERO_BUFFERS("zero_buffers", FLAG, "0", "Write zeroes instead of random bytes."),
    REFILL_BUFFERS("refill_buffers", FLAG, "0", "New random bytes for each write."),
    VERIFY("verify", CHOICE, "0", "Put a checksum (crc32c) into each block that is written, and read all of them back "
            + "afterwards; a job that only reads checks what an earlier one wrote."),
    DO_VERIFY("do_verify", YES_NO, "1", "0: write the checksums without reading them back."),
    VERIFY_FATAL("verify_fatal", YES_NO, "0", "End at the first block that differs."),
    CONTINUE_ON_ERROR("continue_on_error", CHOICE, "none",
            "Errors of I/O after which a job goes on: none, read, write, "
                    + "io, verify or all."),
    THREAD("thread", FLAG, "0", "For fio's job files: jobs are always threads."),
    STONEWALL("stonewall", FLAG, "0", "Begin the job when all before it have ended; begins a new group.",
            "wait_for_previous"),
    NEW_GROUP("new_group", FLAG, "0", "Begin a new group for --group_reporting."),
    EXITALL("exitall", FLAG, "0", "End all jobs when one has ended."),
    GROUP_REPORTING("group_reporting", FLAG, "0", "Show the sum of a group instead of each clone."),
    CLAT_PERCENTILES("clat_percentiles", YES_NO, "1", "Show percentiles of completion latency."),
    SLAT_PERCENTILES("slat_percentiles", YES_NO, "0", "Show percentiles of submission latency."),
    LAT_PERCENTILES("lat_percentiles", YES_NO, "0", "Show percentiles of total latency."),
    PERCENTILE_LIST("percentile_list", Kind.PERCENTILES, Percentiles.DEFAULT, "Which percentiles to show."),
    WRITE_LAT_LOG("write_lat_log", TEXT, "", "Write latencies to PREFIX_lat.N.log, PREFIX_clat.N.log and "
            + "PREFIX_slat.N.log."),
    WRITE_BW_LOG("write_bw_log", TEXT, "", "Write bandwidth to PREFIX_bw.N.log."),
    WRITE_IOPS_LOG("write_iops_log", TEXT, "", "Write I/Os to PREFIX_iops.N.log."),
    WRITE_HIST_LOG("write_hist_log", TEXT, "",
            "Write histograms of completion latency to PREFIX_clat_hist.N.log; needs "
                    + "--log_hist_msec."),
    LOG_AVG_MSEC("log_avg_msec", MILLIS, "0",
            "One line of the logs for this time, with its average, instead of one for "
                    + "each I/O."),
    LOG_HIST_MSEC("log_hist_msec", MILLIS, "0", "One line of the histogram log for this time."),
    LOG_HIST_COARSENESS("log_hist_coarseness", COUNT, "0", "Each step from 0 to 6 halves the columns of the histogram "
            + "log."),
    LOG_OFFSET("log_offset", YES_NO, "0", "Put the offset into each line of the logs."),
    PER_JOB_LOGS("per_job_logs", YES_NO, "1", "0: leave the number of the job out of the names of logs.");

    private static final Map<String, LoadOption> BY_NAME = byName();

    private final String optionName;
    private final Kind kind;
    private final String defaultValue;
    private final String help;
    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> aliases;

    LoadOption(String optionName, Kind kind, String defaultValue, String help, String... aliases) {
        this.optionName = optionName;
        this.kind = kind;
        this.defaultValue = defaultValue;
        this.help = help;
        this.aliases = List.of(aliases);
    }

    /** The option of this name or other name, without dashes. */
    public static Optional<LoadOption> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All names and other names. */
    public static List<String> names() {
        return BY_NAME.keySet().stream().sorted().toList();
    }

    /** The name, as in job files; two dashes go before it on the command line. */
    public String optionName() {
        return optionName;
    }

    /** Other names of the same. */
    public List<String> aliases() {
        return aliases;
    }

    public Kind kind() {
        return kind;
    }

    /** What holds when nothing is given; empty: nothing. */
    public String defaultValue() {
        return defaultValue;
    }

    /** A phrase for help and man page. */
    public String help() {
        return help;
    }

    /** Words that are allowed, for options of the kind CHOICE. */
    public List<String> choices() {
        return Choices.of(this);
    }

    /**
     * Checks a value.
     *
     * @throws OptionException names the option, the value and the way out
     */
    public void check(String value) {
        try {
            Choices.refuseWhatFioAloneHas(this, value);
            kind.check(value, Ranges.of(this), choices());
        } catch (OptionException e) {
            throw new OptionException(optionName + ": " + e.getMessage());
        }
    }

    private static Map<String, LoadOption> byName() {
        Map<String, LoadOption> names = new HashMap<>();
        for (LoadOption option : values()) {
            names.put(option.optionName, option);
            option.aliases.forEach(it -> names.put(it, option));
        }
        return names;
    }

    /** All options in the order of the table. */
    public static List<LoadOption> table() {
        return Arrays.asList(values());
    }
}
