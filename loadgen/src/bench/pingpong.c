/*
 * The limit for reads of 4 KiB over loopback TCP: requests of 128 bytes, replies of 4 KiB that the server reads from a
 * cached file with pread. No RPC, no stack, no threads: one process asks and one answers, on one connection. Both answer
 * whatever came together with one write, or, with "single", each request and reply with one of its own.
 *
 * usage: pingpong FILE DEPTH SECONDS [single]
 * Prints requests per second, then the 50th, 99th and 99.9th percentile of their time in us. Every 1000th reply is compared
 * with the file; a difference ends it with status 1.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { REQUEST = 128, REPLY = 4096, MOST_DEPTH = 1024, CHECK_EVERY = 1000, CLASSES = 200000 };

static void die(const char *what) {
    perror(what);
    exit(1);
}

static int64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t) now.tv_sec * 1000000000 + now.tv_nsec;
}

static void write_all(int fd, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t n = write(fd, bytes, length);
        if (n < 0) {
            die("write");
        }
        bytes += n;
        length -= (size_t) n;
    }
}

/* So many pieces, together or each by itself. */
static void write_pieces(int fd, const char *bytes, int piece, int pieces, int single) {
    if (!single) {
        write_all(fd, bytes, (size_t) piece * (size_t) pieces);
        return;
    }
    for (int i = 0; i < pieces; i++) {
        write_all(fd, bytes + (size_t) i * (size_t) piece, (size_t) piece);
    }
}

static void serve(int listener, int file, int single) {
    static char in[MOST_DEPTH * REQUEST];
    static char out[MOST_DEPTH * REPLY];
    int one = 1;
    int client = accept(listener, NULL, NULL);
    if (client < 0) {
        die("accept");
    }
    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    size_t have = 0;
    while (1) {
        ssize_t n = read(client, in + have, sizeof in - have);
        if (n <= 0) {
            exit(n < 0);
        }
        have += (size_t) n;
        size_t whole = have / REQUEST;
        for (size_t i = 0; i < whole; i++) {
            uint64_t offset;
            memcpy(&offset, in + i * REQUEST, sizeof offset);
            if (pread(file, out + i * REPLY, REPLY, (off_t) offset) != REPLY) {
                die("pread");
            }
        }
        memmove(in, in + whole * REQUEST, have - whole * REQUEST);
        have -= whole * REQUEST;
        write_pieces(client, out, REPLY, (int) whole, single);
    }
}

static uint64_t random_state = 88172645463325252u;

static uint64_t next_random(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

/* Times by tenths of a microsecond; the last class holds all that are longer. */
static uint32_t classes[CLASSES];

static double percentile(uint64_t count, double percent) {
    uint64_t wanted = (uint64_t) ((double) count * percent / 100);
    uint64_t seen = 0;
    for (int i = 0; i < CLASSES; i++) {
        seen += classes[i];
        if (seen > wanted) {
            return i / 10.0;
        }
    }
    return CLASSES / 10.0;
}

int main(int argc, char **argv) {
    int single = argc == 5 && strcmp(argv[4], "single") == 0;
    if (argc != 4 && !single) {
        fprintf(stderr, "usage: pingpong FILE DEPTH SECONDS [single]\n");
        return 2;
    }
    int file = open(argv[1], O_RDONLY);
    struct stat stat;
    if (file < 0 || fstat(file, &stat) < 0) {
        die(argv[1]);
    }
    int depth = atoi(argv[2]);
    uint64_t blocks = (uint64_t) stat.st_size / REPLY;
    if (depth < 1 || depth > MOST_DEPTH || blocks == 0) {
        fprintf(stderr, "pingpong: a depth from 1 to %d and a file of at least one block are wanted\n", MOST_DEPTH);
        return 2;
    }
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *) &address, length) < 0 || listen(listener, 1) < 0
            || getsockname(listener, (struct sockaddr *) &address, &length) < 0) {
        die("listen");
    }
    pid_t child = fork();
    if (child < 0) {
        die("fork");
    }
    if (child == 0) {
        serve(listener, file, single);
    }
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int one = 1;
    if (fd < 0 || connect(fd, (struct sockaddr *) &address, length) < 0) {
        die("connect");
    }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);

    static char out[MOST_DEPTH * REQUEST];
    static char in[MOST_DEPTH * REPLY];
    static uint64_t offsets[MOST_DEPTH];
    static int64_t began[MOST_DEPTH];
    uint64_t sent = 0, received = 0;
    size_t have = 0;
    int64_t start = now_ns();
    int64_t end = start + (int64_t) (atof(argv[3]) * 1e9);
    int64_t at = start;
    int wanted = depth;
    while (1) {
        for (int i = 0; i < wanted; i++) {
            uint64_t offset = next_random() % blocks * REPLY;
            memcpy(out + i * REQUEST, &offset, sizeof offset);
            offsets[sent % (uint64_t) depth] = offset;
            began[sent % (uint64_t) depth] = at;
            sent++;
        }
        write_pieces(fd, out, REQUEST, wanted, single);
        ssize_t n = read(fd, in + have, sizeof in - have);
        if (n <= 0) {
            die("read");
        }
        have += (size_t) n;
        at = now_ns();
        wanted = (int) (have / REPLY);
        for (int i = 0; i < wanted; i++) {
            if (received % CHECK_EVERY == 0) {
                char block[REPLY];
                if (pread(file, block, REPLY, (off_t) offsets[received % (uint64_t) depth]) != REPLY
                        || memcmp(block, in + i * REPLY, REPLY) != 0) {
                    fprintf(stderr, "pingpong: reply %llu differs from the file\n", (unsigned long long) received);
                    kill(child, SIGTERM);
                    return 1;
                }
            }
            int64_t tenths = (at - began[received % (uint64_t) depth]) / 100;
            classes[tenths < CLASSES ? tenths : CLASSES - 1]++;
            received++;
        }
        memmove(in, in + wanted * REPLY, have - (size_t) wanted * REPLY);
        have -= (size_t) wanted * REPLY;
        if (at >= end) {
            break;
        }
    }
    shutdown(fd, SHUT_WR);
    while (read(fd, in, sizeof in) > 0) {
        /* what was under way */
    }
    waitpid(child, NULL, 0);
    printf("%.0f %.1f %.1f %.1f\n", (double) received / ((double) (at - start) / 1e9), percentile(received, 50),
            percentile(received, 99), percentile(received, 99.9));
    return 0;
}
