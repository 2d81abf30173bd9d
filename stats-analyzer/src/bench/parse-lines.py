#!/usr/bin/python3
"""The least that a script would do with text dumps: split the rows of FOPs and add them up. For comparison in speed.sh."""
import os
import sys

calls = {}
total = {}
for folder, _, files in os.walk(sys.argv[1]):
    for name in files:
        with open(os.path.join(folder, name), encoding="latin-1") as file:
            for line in file:
                words = line.split()
                if len(words) == 8 and words[3] == words[5] == words[7] == "us":
                    calls[words[0]] = calls.get(words[0], 0) + int(words[1])
                    total[words[0]] = total.get(words[0], 0) + int(words[1]) * float(words[2])
for fop in sorted(calls):
    print(fop, calls[fop], round(total[fop] / calls[fop], 2))
