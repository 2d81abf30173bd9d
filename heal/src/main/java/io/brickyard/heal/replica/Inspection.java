package io.brickyard.heal.replica;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.brickyard.heal.NotHealedException;
import io.brickyard.heal.Reason;
import io.brickyard.heal.afr.Bricks;
import io.brickyard.heal.afr.Changelog;
import io.brickyard.heal.afr.ChangelogKind;
import io.brickyard.heal.afr.Roles;
import io.brickyard.wire.dict.Dict;
import io.brickyard.wire.dict.DictBuilder;
import io.brickyard.wire.fop.Lookup;
import io.brickyard.wire.fop.LookupReply;
import io.brickyard.wire.type.Errno;
import io.brickyard.wire.type.Gfid;
import io.brickyard.wire.type.Iatt;
import org.jspecify.annotations.Nullable;

/** What all bricks of a set say of one inode, found by its gfid: attributes, xattrs, changelogs, locks. */
public final class Inspection {
    /** xdata key by which counts of several domains are asked for, and the prefix of the keys that ask and answer. */
    private static final String COUNT_DOMAINS = "glusterfs.multi-dom-lk-cnt-req";
    private static final String DOMAIN_COUNT = "glusterfs.inodelk-dom-prefix:";
    private static final String LIST_XATTRS = "list-xattr";

    private final Replica replica;
    private final Gfid gfid;
    private final Answers<LookupReply> answers;
    private final Changelog changelog;
    private final Iatt[] stats;

    private Inspection(Replica replica, Gfid gfid, Answers<LookupReply> answers, Changelog changelog) {
        this.replica = replica;
        this.gfid = gfid;
        this.answers = answers;
        this.changelog = changelog;
        this.stats = new Iatt[replica.count()];
        for (int i = 0; i < stats.length; i++) {
            LookupReply reply = answers.get(i);
            stats[i] = reply == null || reply.failed() ? Iatt.NONE : reply.stat();
        }
    }

    /** Asks all bricks that are up. */
    public static Inspection of(Replica replica, Gfid gfid) {
        Answers<LookupReply> answers = replica.ask(replica.all(), new Lookup(gfid, Gfid.NONE, 0, "", wishes(replica)),
                LookupReply.class);
        return new Inspection(replica, gfid, answers, changelog(replica, answers));
    }

    /** What all bricks said when they were asked by {@link #name}, and all named this inode. */
    public static Inspection of(Replica replica, Gfid gfid, Answers<LookupReply> answers) {
        return new Inspection(replica, gfid, answers, changelog(replica, answers));
    }

    /** The same inode once it were made, empty, on bricks that lack it, with accusations in some kinds. */
    public Inspection withNewCopies(Bricks on, ChangelogKind... kinds) {
        @Nullable
        Object[] replies = new @Nullable Object[replica.count()];
        Bricks accusers = having().minus(on);
        Iatt like = accusers.isEmpty() ? Iatt.NONE : stats[accusers.lowest()];
        Iatt empty = like.toBuilder().size(0).blocks(0).build();
        for (int i = 0; i < replies.length; i++) {
            replies[i] = on.has(i) ? new LookupReply(0, 0, Dict.EMPTY, empty, Iatt.NONE) : answers.get(i);
        }
        Answers<LookupReply> all = new Answers<>(replies, LookupReply.class, replica.all());
        Changelog accused = changelog(replica, all);
        byte[] one = new byte[ChangelogKind.XATTR_BYTES];
        for (ChangelogKind kind : kinds) {
            one[kind.offset() + Integer.BYTES - 1] = 1;
        }
        accusers.stream().forEach(i -> on.stream().forEach(about -> accused.note(i, about, one)));
        return new Inspection(replica, gfid, all, accused);
    }

    /** Asks all bricks about a name; one that has the name without a gfid answers too. */
    public static Answers<LookupReply> name(Replica replica, Gfid directory, String name) {
        Dict wishes = wishes(replica).toBuilder().putInt("gfidless-lookup", 1).build();
        return replica.ask(replica.all(), new Lookup(Gfid.NONE, directory, 0, name, wishes), LookupReply.class);
    }

    private static Dict wishes(Replica replica) {
        ReplicaSpec spec = replica.spec();
        DictBuilder keys = Dict.builder();
        for (String key : spec.pendingKeys()) {
            keys.putUint(key, ChangelogKind.XATTR_BYTES);
        }
        return keys.putUint(ReplicaSpec.DIRTY_KEY, ChangelogKind.XATTR_BYTES).putInt(LIST_XATTRS, 1)
                .putInt(COUNT_DOMAINS, 1).putText(DOMAIN_COUNT + spec.name(), "")
                .putText(DOMAIN_COUNT + spec.healDomain(), "").build();
    }

    /** Reads the changelogs out of answers. */
    public static Changelog changelog(Replica replica, Answers<LookupReply> answers) {
        Changelog log = new Changelog(replica.count());
        for (int i : answers.ok().numbers()) {
            Dict xattrs = answers.of(i).xdata();
            for (int about = 0; about < replica.count(); about++) {
                log.note(i, about, xattrs.getBytes(replica.spec().pendingKeys()[about]));
            }
            log.noteDirty(i, xattrs.getBytes(ReplicaSpec.DIRTY_KEY));
        }
        return log;
    }

    /** The inode. */
    public Gfid gfid() {
        return gfid;
    }

    /** The answers. */
    public Answers<LookupReply> answers() {
        return answers;
    }

    /** Bricks that have the inode. */
    public Bricks having() {
        return answers.ok();
    }

    /** Bricks that know that they do not have it. */
    public Bricks lacking() {
        return answers.failedWith(Errno.ENOENT).and(answers.failedWith(Errno.ESTALE));
    }

    /** All changelogs. */
    public Changelog changelog() {
        return changelog;
    }

    /** Attributes of each brick's copy; zeros where there is none. */
    public Iatt[] stats() {
        return stats;
    }

    /** Attributes of some brick's copy. */
    public Iatt any() {
        int first = having().lowest();
        return first < 0 ? Iatt.NONE : stats[first];
    }

    /** Whether copies are of different types. */
    public boolean typesDiffer() {
        return having().stream().map(i -> stats[i].mode() & Iatt.TYPE_MASK).distinct().count() > 1;
    }

    /** Who is right about what, if all bricks answered. */
    public Roles roles(ChangelogKind kind) {
        return Roles.of(changelog, kind, having(), replica.spec().options().quorum());
    }

    /** Whether heal info shows it as a split-brain. */
    public boolean isShownAsSplitBrain(ChangelogKind kind) {
        return Roles.isShownAsSplitBrain(changelog, kind, having(), replica.spec().options().quorum());
    }

    /** Insists that all bricks have the inode. */
    public Inspection needAll() throws NotHealedException {
        if (!answers.absent().isEmpty()) {
            int away = answers.absent().lowest();
            throw new NotHealedException(Reason.BRICK_DOWN, replica.spec().label(away) + ": "
                    + replica.trouble(away));
        }
        if (typesDiffer()) {
            throw new NotHealedException(Reason.SPLIT_BRAIN_TYPE, "copies are of different types");
        }
        if (!lacking().isEmpty()) {
            throw new NotHealedException(Reason.WAITS,
                    "it is missing on " + replica.spec().label(lacking().lowest()));
        }
        answers.needAll("LOOKUP");
        return this;
    }

    /** The xattrs of each brick's copy that replicas must agree in; values in hexadecimal. */
    public List<Map<String, String>> xattrs() {
        List<Map<String, String>> all = new ArrayList<>();
        for (int i = 0; i < replica.count(); i++) {
            Map<String, String> xattrs = new TreeMap<>();
            LookupReply reply = answers.get(i);
            if (reply != null && !reply.failed()) {
                reply.xdata().forEach((key, value) -> {
                    if (ReplicatedXattrs.mustAgree(key)) {
                        xattrs.put(key, HexFormat.of().formatHex(value.asBytes()));
                    }
                });
            }
            all.add(xattrs);
        }
        return all;
    }

    /** Whether a client is changing the inode, on any brick. */
    public boolean isBusy() {
        return locks(replica.spec().name()) > 0;
    }

    /** Whether a healer is at it, on any brick. */
    public boolean isBeingHealed() {
        return locks(replica.spec().healDomain()) > 0;
    }

    private long locks(String domain) {
        return having().stream().mapToLong(i -> answers.of(i).xdata().getLong(DOMAIN_COUNT + domain, 0)).max()
                .orElse(0);
    }
}
