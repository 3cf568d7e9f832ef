# SPDX-License-Identifier: MIT
"""What tests on live interfaces share: a network namespace of their own, devices in it, castscope and its
screen. They never touch an interface of the machine itself."""
import atexit
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import time

PCAPS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'pcaps')
INSIDE = 'CASTSCOPE_TEST_NAMESPACE'


def enter(script, *arguments):
    """Runs the script again in a network namespace of its own, unless it is in it: then the answer is
    None, else the exit status."""
    if INSIDE in os.environ:
        ip('link', 'set', 'lo', 'up')
        return None
    if shutil.which('unshare') is None or shutil.which('ip') is None:
        print('skipped: unshare and ip are needed')
        return 77
    flags = ['-n'] if os.getuid() == 0 else ['-r', '-n']
    if subprocess.run(['unshare', *flags, 'true'], stderr=subprocess.DEVNULL).returncode != 0:
        print('skipped: network namespaces cannot be made here')
        return 77
    os.environ[INSIDE] = 'root' if os.getuid() == 0 else 'user'
    return subprocess.run(['unshare', *flags, sys.executable, script, *arguments]).returncode


def is_root():
    return os.environ[INSIDE] == 'root'


def ip(*words):
    subprocess.run(['ip', *words], check=True)


def can(*words):
    """Whether the kernel has such a device."""
    return subprocess.run(['ip', *words], stderr=subprocess.DEVNULL).returncode == 0


def hush(device):
    """The device says nothing of its own."""
    with open('/proc/sys/net/ipv6/conf/%s/disable_ipv6' % device, 'w') as file:
        file.write('1')
    ip('link', 'set', device, 'arp', 'off', 'multicast', 'off')


def pair_make(a, b):
    ip('link', 'add', a, 'type', 'veth', 'peer', 'name', b)
    for end in (a, b):
        hush(end)
        ip('link', 'set', end, 'up')


def frames_of(name):
    """The frames of a classic little-endian pcap file."""
    with open(os.path.join(PCAPS, name), 'rb') as file:
        data = file.read()
    at, frames = 24, []
    while at < len(data):
        captured, = struct.unpack_from('<I', data, at + 8)
        frames.append(data[at + 16:at + 16 + captured])
        at += 16 + captured
    return frames


def send(device, frames):
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as out:
        out.bind((device, 0))
        for frame in frames:
            out.send(frame)


def wait_until(enough, patience=10):
    """Whether it came to be so."""
    until = time.monotonic() + patience
    while not enough():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def capturing(sockets):
    with open('/proc/net/packet') as table:
        return len(table.readlines()) - 1 >= sockets


def capture(program, *options):
    """Starts castscope, and returns when it captures."""
    child = subprocess.Popen([program, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    wait_until(lambda: child.poll() is not None or capturing(options.count('-i')))
    time.sleep(0.1)
    return child


def ended(child, timeout=20):
    out, err = child.communicate(timeout=timeout)
    return out, err.decode(), child.returncode


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


def check(words, good):
    print('%s: %s' % ('ok' if good else 'FAILED', words), flush=True)
    return bool(good)


def outcome(results):
    passed = sum(map(bool, results))
    print('%d passed, %d failed' % (passed, len(results) - passed))
    return 0 if passed == len(results) else 1


class Screen:
    """castscope under an interactive shell in a terminal, which tmux keeps: what stands on the screen, and
    how it ended."""
    count = 0

    def __init__(self, command, width=120, height=36):
        Screen.count += 1
        self.server = ['tmux', '-f', '/dev/null', '-L', 'castscope-%d-%d' % (os.getpid(), Screen.count)]
        atexit.register(self.close)
        shell = 'env PS1="ready> " LC_ALL=C.UTF-8 bash --norc --noprofile -i'
        subprocess.run([*self.server, 'new-session', '-d', '-x', str(width), '-y', str(height), shell], check=True)
        self.wait('ready>')
        self.run(command)

    def tmux(self, *words):
        return subprocess.run([*self.server, *words], capture_output=True, text=True).stdout

    def run(self, command):
        """A command for the shell; its exit status is printed behind it."""
        self.tmux('send-keys', '-l', command + '; echo status=$?')
        self.tmux('send-keys', 'Enter')

    def keys(self, *names):
        self.tmux('send-keys', *names)

    def text(self):
        return self.tmux('capture-pane', '-p', '-J')

    def wait(self, words, patience=10):
        """Whether the words came on the screen."""
        return wait_until(lambda: words in self.text(), patience)

    def status(self, patience=10):
        """The exit status of the command, or None while there is none."""
        pattern = r'^status=(\d+)$'
        wait_until(lambda: re.search(pattern, self.text(), re.MULTILINE), patience)
        found = re.findall(pattern, self.text(), re.MULTILINE)
        return int(found[-1]) if found else None

    def close(self):
        self.tmux('kill-server')
