# A session of file operations in the directory $1 (and a second mount of the same volume, $2). What it prints must not
# depend on who serves the volume: no times, inode numbers or blocks.
cd "$1" || exit 1
umask 022
LC_ALL=C
export LC_ALL

show() { stat -c '%n %F %a %h %u %g %s' "$@"; }
try() { "$@" 2>&1 | sed 's/^[^:]*: //'; }

echo == files
printf hello >greeting
show greeting
cat greeting
printf ' world' >>greeting
cat greeting
cp greeting copy
cmp greeting copy && echo same
dd if=/dev/zero of=blocks bs=4096 count=9 2>/dev/null
printf X | dd of=blocks bs=1 seek=5000 conv=notrunc 2>/dev/null
md5sum blocks
try dd if=/dev/zero of=greeting conv=excl

echo == names
mkdir -p a/b/c
try mkdir a
try rmdir a
mv greeting a/b/moved
mv a/b/moved a/b/c/again
show a a/b a/b/c a/b/c/again
try mv a a/b/inside
mkdir target
mv -T target target2
printf 1 >over; printf 22 >under; mv over under; cat under; echo
try mv -T a copy
try mv -T copy a
long=$(printf '%0255d' 7)
printf long >"$long"
show "$long"
try touch "0$long"
mkdir 'name with  blanks' "$(printf 'tab\there')" ümlaut
ls -b

echo == links
ln copy link
show copy link
ln -s a/b/c way
ln -s nowhere dangling
readlink way dangling
cat way/again; echo
try cat dangling
try ln copy link
try ln a linked-directory
rm copy
show link
cat link; echo

echo == unlinked while open
printf still >open
exec 3<open
rm open
cat <&3; echo
exec 3<&-
try cat open

echo == attributes
chmod 640 link; chown 1000:1001 link; show link
try chmod 7777 a; show a
touch -d '2001-02-03 04:05:06.123456789 UTC' link
stat -c '%n %y' link
truncate -s 100000 link; show link
truncate -s 3 link; cat link; echo
mkfifo fifo; mknod device c 1 3; show fifo device; stat -c '%t %T' device

echo == extended attributes
setfattr -n user.color -v red link
setfattr -n user.empty link
getfattr -d link
setfattr -x user.color link
try getfattr -n user.color link
try setfattr -x user.color link
try setfattr -n trusted.gfid -v 0x00 link
try setfattr -n strange.name -v x link
getfattr -d link
setfattr -n user.large -v "$(printf '%01000d' 5)" link
getfattr -n user.large link | md5sum

echo == sparse
truncate -s 10M sparse
printf data | dd of=sparse bs=1 seek=5000000 conv=notrunc 2>/dev/null
md5sum sparse
[ "$(stat -c %b sparse)" -lt 20000 ] && echo holes
fallocate -l 65536 allocated; show allocated
fallocate -n -o 65536 -l 65536 allocated; show allocated
printf 'full of data' >punched
fallocate -p -o 2 -l 4 punched; od -c punched | head -2

echo == many
mkdir many
i=0; while [ $i -lt 1000 ]; do : >many/file-$i; i=$((i + 1)); done
ls many | wc -l
ls many | md5sum
ls -l many | awk '{print $1, $2, $5, $9}' | md5sum
rm many/file-1*
ls many | wc -l

echo == locks
: >locked
(
	flock -n 9 && echo first has it
	(cd "$2" && flock -n locked true && echo second has it, too) || echo second has to wait
	flock -u 9
	(cd "$2" && flock -n locked echo second has it now)
) 9<locked
(
	flock -s 9 && (cd "$2" && flock -s -n locked echo both share it)
	(cd "$2" && flock -n locked echo wrong) || echo not alone
) 9<locked

echo == rights
mkdir private; chmod 700 private; printf secret >private/file
setpriv --reuid 1000 --regid 1000 --clear-groups cat private/file 2>&1 | sed 's/^[^:]*: //'
mkdir group; chown 0:2000 group; chmod 770 group
setpriv --reuid 1000 --regid 1000 --groups 2000 sh -c 'umask 022; : >group/made'; show group/made
setpriv --reuid 1000 --regid 1000 --clear-groups sh -c ': >group/not' 2>&1 | sed 's/^.*: //'
mkdir drop; chmod 1777 drop; : >drop/mine
setpriv --reuid 1000 --regid 1000 --clear-groups rm -f drop/mine 2>&1 | sed 's/^[^:]*: //'

echo == end
find . -mindepth 1 ! -path './many/*' | LC_ALL=C sort | while IFS= read -r each; do show "$each"; done
rm -rf many a
ls
