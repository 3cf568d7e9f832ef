# SPDX-License-Identifier: MIT
"""Hosts of the laboratory: namespaces in which the programs of Debian's packages lie over /usr, and the
wires between them. The machine's own files, services and interfaces are neither used nor changed."""
import os
import subprocess
import sys
import threading

LIFE_S = 180  # of anything, should nobody be left to end it

# A virtual cable leaves checksums to hardware that is not there, as ethtool(8) calls it: tx off.
WHOLE_CHECKSUMS = '''
import array, fcntl, socket, struct, sys
value = array.array('I', [0x17, 0])
request = struct.pack('16sP', sys.argv[1].encode(), value.buffer_info()[0]).ljust(40, bytes(1))
fcntl.ioctl(socket.socket(socket.AF_INET, socket.SOCK_DGRAM), 0x8946, request)
'''

# Run as the first process of a host. $1 is the folder of the programs, $2 the host's name.
FIRST = r'''
set -e
mount --make-rprivate /
mount -t tmpfs upper "$1/upper"
cd "$1/upper"
mkdir etc etc.work var var.work
mount -t overlay overlay -o "lowerdir=$1/root/usr:/usr" /usr
mount -t overlay overlay -o "lowerdir=$1/root/etc:/etc,upperdir=$PWD/etc,workdir=$PWD/etc.work" /etc
mount -t overlay overlay -o "lowerdir=$1/root/var:/var,upperdir=$PWD/var,workdir=$PWD/var.work" /var
cd /
mount -t tmpfs run /run
mount -t proc proc /proc
mount -t sysfs sysfs /sys
hostname "$2"
rm -f /etc/resolv.conf
printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$2" >/etc/hosts
number=61000
for user in avahi avahi-autoipd _lldpd systemd-resolve dhcpcd netdev messagebus; do
    number=$((number + 1))
    grep -q "^$user:" /etc/passwd || echo "$user:x:$number:$number::/nonexistent:/usr/sbin/nologin" >>/etc/passwd
    grep -q "^$user:" /etc/group || echo "$user:x:$number:" >>/etc/group
done
ip link set lo up
echo ready
exec sleep "$3"
'''


class Host:
    def __init__(self, folder, name, life_s=LIFE_S):
        os.makedirs(os.path.join(folder, 'upper'), exist_ok=True)
        self.name, self.daemons = name, []
        self.outer = subprocess.Popen(
            ['unshare', '-n', '-m', '-u', '-p', '--fork', '--kill-child', 'bash', '-c', FIRST, name, folder, name,
             str(life_s)], stdout=subprocess.PIPE, text=True)

    def wait(self):
        """Until it is ready: hosts are started side by side."""
        if self.outer.stdout.readline() != 'ready\n':
            raise RuntimeError('the host %s could not be made' % self.name)
        with open('/proc/%d/task/%d/children' % (self.outer.pid, self.outer.pid)) as children:
            self.pid = int(children.read().split()[0])

    def inside(self, command):
        return ['nsenter', '-t', str(self.pid), '-n', '-m', '-u', '-p', '--', *command]

    def run(self, *command, check=True, **options):
        """Runs a command in the host; what it printed."""
        done = subprocess.run(self.inside(command), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              **options)
        if check and done.returncode != 0:
            raise RuntimeError('%s: %s: %s' % (self.name, ' '.join(command), done.stdout))
        return done.stdout

    def start(self, *command):
        """Starts a daemon in the host; what it says is kept for those who look for a mistake."""
        daemon = subprocess.Popen(self.inside(['timeout', str(LIFE_S), *command]), stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        daemon.said = []
        threading.Thread(target=lambda: daemon.said.extend(daemon.stdout), daemon=True).start()
        self.daemons.append((command[0], daemon))
        return daemon

    def write(self, path, text):
        self.run('sh', '-c', 'mkdir -p "$(dirname "$1")" && cat >"$1"', 'write', path, input=text)

    def wire(self, *command):
        """Runs a tool of the machine itself on the host's network."""
        return subprocess.run(['nsenter', '-t', str(self.pid), '-n', *command], check=True, stdout=subprocess.PIPE,
                              text=True).stdout

    def set(self, name, value):
        self.wire('sysctl', '-qw', 'net.%s=%s' % (name, value))

    def end(self):
        for _, daemon in self.daemons:
            daemon.kill()
        self.outer.kill()
        self.outer.wait()


class Switch(Host):
    """A host with a bridge."""
    def make(self, bridge, mac, **options):
        words = [word for pair in options.items() for word in pair]
        self.set('ipv6.conf.default.disable_ipv6', 1)
        self.wire('ip', 'link', 'add', 'name', bridge, 'address', mac, 'type', 'bridge', *words)
        self.wire('ip', 'link', 'set', bridge, 'up')

    def plug(self, bridge, host, mac, ipv6=True):
        """A cable from a new port of the bridge to a new device of the host."""
        port = 'p-' + host.name[:12]
        if not ipv6:
            host.set('ipv6.conf.default.disable_ipv6', 1)
        join(self, port, host, 'eth0', mac)
        self.wire('ip', 'link', 'set', port, 'master', bridge, 'up')


def join(a, a_device, b, b_device, b_mac, a_mac=None):
    """A cable. Neither of its ends ever is an interface of the machine itself."""
    first = ['address', a_mac] if a_mac else []
    a.wire('ip', 'link', 'add', a_device, *first, 'type', 'veth', 'peer', 'name', b_device, 'address', b_mac,
           'netns', str(b.pid))
    for host, device in ((a, a_device), (b, b_device)):
        host.wire(sys.executable, '-c', WHOLE_CHECKSUMS, device)
    a.wire('ip', 'link', 'set', a_device, 'up')
    b.wire('ip', 'link', 'set', b_device, 'up')
