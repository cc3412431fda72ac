#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Both commands where nothing of ours is. packaging/bare_root.sh FOLDER, as root, with a minimal Debian in FOLDER
# (`debootstrap --variant=minbase bookworm FOLDER`, and whatever this network needs to reach the package registries).
# An ordinary user's `run` must stop kindly and name the packages; root's `.ci/run` must pass and install them; then the
# ordinary user's `run` must set up. Prints the times. docs/tried.md has what came of it.
set -euo pipefail
root=$(realpath "$1")
here=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/dev" || { mount --rbind /dev "$root/dev" && mount --make-rslave "$root/dev"; }
chroot=$(command -v chroot)
inside() { env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin CI=true "$chroot" "$root" "$@"; }
someone() {
  env -i HOME=/home/someone PATH=/usr/bin:/bin "$chroot" --userspec=someone:someone "$root" sh -c "cd ~/tree && $1"
}
timed() {
  local begun=$SECONDS code=0
  printf '\n######## %s\n' "$1"
  "${@:2}" || code=$?
  printf '######## %s: %d s, exit %d\n' "$1" $((SECONDS - begun)) "$code"
  return "$code"
}

inside apt-get -qq update
inside env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends python3 git >/dev/null
inside sh -c 'id someone >/dev/null 2>&1 || useradd --create-home someone'
for place in root home/someone; do
  rm -rf "${root:?}/$place/tree"
  git clone --quiet "$here" "$root/$place/tree"
done
inside chown -R someone:someone /home/someone
# It says what to install and ends with 1; any other end is a fault.
code=0
timed 'run, an ordinary user, nothing installed' someone 'python3 packaging/dev.py run' || code=$?
[ "$code" = 1 ] || exit 1
timed '.ci/run, root' inside bash -c 'cd /root/tree && bash .ci/run </dev/null'
timed 'run, an ordinary user, the system has its packages' \
  someone 'python3 packaging/dev.py run report --practice --out ~/practice.pdf && test -s ~/practice.pdf'
