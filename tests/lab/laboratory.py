# SPDX-License-Identifier: MIT
"""The places of the laboratory, who lives there, and what happens.

    home      a LAN behind a router that translates addresses, on a switch that snoops and asks for members;
              all MAC addresses are the notebook's
    switch    the laptop's virtual switch with three virtual machines, translated once more
    pair      two machines without anybody else
    loopback  the laptop's

play() takes about 36 seconds. What is true of it stands in pcaps/lab/truth.tsv, by hand.
"""
import os
import sys
import time

from hosts import Host, Switch, join

MASQUERADE = ('table ip nat { chain postrouting { type nat hook postrouting priority srcnat; '
              'oifname "%s" masquerade; }; }')

# (name, MAC address, static address or None) on the home LAN.
HOME = (
    ('router', '48:f7:c0:ac:ee:46', '10.0.0.1'),
    ('backup', '00:05:04:03:02:01', '10.0.0.254'),
    ('CC-Labs-2', 'f0:6e:0b:d2:aa:e8', None),
    ('NYCLNY6X2VBH2', '88:b1:11:7c:44:d5', None),
    ('phone', '8a:b1:11:7c:44:d5', None),
    ('tv', '30:96:fb:a6:7d:8d', '10.0.0.143'),
    ('nas', '3c:37:86:22:f5:fc', '10.0.0.128'),
    ('extender', '02:0f:b5:59:c9:40', '10.0.0.178'),
    ('thief', 'f2:6e:0b:d2:ab:e9', None),
    ('idle', '02:00:00:00:00:1d', None),
)

VMS = (
    ('ccl-vm-1', '00:15:5d:00:e5:01', '192.168.41.109'),
    ('primary', '00:15:5d:00:e5:02', '192.168.41.102'),
    ('ubuntu', '00:15:5d:00:e5:06', '192.168.41.106'),
)

# Where to capture: (name, host, device).
POINTS = (
    ('bridge', 'home', 'br0'),
    ('port', 'home', 'p-nas'),
    ('idle', 'idle', 'eth0'),
    ('laptop', 'CC-Labs-2', 'eth0'),
    ('switch', 'CC-Labs-2', 'vs0'),
    ('loopback', 'CC-Labs-2', 'lo'),
    ('pair', 'left', 'eth0'),
    ('wan', 'web', 'eth0'),
)

AVAHI = '''[server]
host-name=%s
use-ipv6=yes
enable-dbus=no
[publish]
publish-workstation=no
'''

SERVICE = '''<?xml version="1.0" standalone='no'?>
<!DOCTYPE service-group SYSTEM "avahi-service.dtd">
<service-group><name>Files of the house</name>
<service><type>_http._tcp</type><port>80</port></service></service-group>
'''

DHCPCD = '''timeout 5
reboot 3
persistent
noipv6rs
nogateway
vendorclassid phone-os-1
hostname
'''

VRRP = '''vrrp_instance gateway {
    state %s
    interface eth0
    virtual_router_id 7
    priority %d
    advert_int 1
    use_vmac
    virtual_ipaddress { 10.0.0.5/24 }
}
'''

UPNP = '''ext_ifname=wan0
ext_ip=11.0.0.1
listening_ip=eth0
enable_upnp=yes
uuid=00000000-0000-4000-8000-48f7c0acee46
notify_interval=30
allow 1024-65535 10.0.0.0/24 1024-65535
'''

UPNP_CHAINS = ('add table inet filter; add chain inet filter miniupnpd; '
               'add chain inet filter prerouting_miniupnpd; add chain inet filter postrouting_miniupnpd')

RADVD = '''interface eth0 { AdvSendAdvert on; MinRtrAdvInterval 3; MaxRtrAdvInterval 10;
    prefix 2001:db8:1::/64 { }; };
'''

SMB = '''[global]
workgroup = WORKGROUP
netbios name = NYCLNY6X2VBH2
interfaces = eth0
bind interfaces only = yes
'''

# Six times, to the laptop alone: 10.0.0.1 is at the thief's. Nobody asked.
SPOOF = '''
import socket, time
thief, laptop = bytes.fromhex('f26e0bd2abe9'), bytes.fromhex('f06e0bd2aae8')
frame = laptop + thief + bytes.fromhex('0806 0001 0800 0604 0002') + thief + bytes([10, 0, 0, 1]) + laptop
out = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
out.bind(('eth0', 0))
for _ in range(6):
    out.send(frame + bytes([10, 0, 0, 229]) + bytes(18))
    time.sleep(0.3)
'''

FETCH = 'import urllib.request; print(len(urllib.request.urlopen("http://%s/", timeout=5).read()))'


class Laboratory:
    def __init__(self, folder, home=None):
        """`home` is a switch for the home LAN that lives on, for those who make laboratory after laboratory."""
        self.folder, self.home = os.path.abspath(folder), home
        self.hosts = {}

    def __enter__(self):
        for name in ['home', 'web', 'left', 'right', *(row[0] for row in HOME + VMS)]:
            kind = Switch if name in ('home', 'CC-Labs-2') else Host
            if name != 'home' or self.home is None:
                self.hosts[name] = kind(self.folder, name)
        for host in self.hosts.values():
            host.wait()
        self.hosts.setdefault('home', self.home)
        self.wire_home()
        self.wire_switch()
        join(self['left'], 'eth0', self['right'], 'eth0', 'f2:6e:0b:d2:ae:e9', '02:00:4c:4f:4f:50')
        return self

    def __exit__(self, *_):
        for host in self.hosts.values():
            if host is not self.home:
                host.end()
        if self.home is not None:
            self.home.wire('ip', 'link', 'delete', 'br0')

    def __getitem__(self, name):
        return self.hosts[name]

    # The wires

    def wire_home(self):
        home = self['home']
        home.make('br0', '02:00:00:00:00:b0', mcast_snooping='1', mcast_querier='1', mcast_query_use_ifaddr='1',
                  mcast_igmp_version='3', mcast_mld_version='2', mcast_query_interval='500',
                  mcast_startup_query_interval='300')
        home.wire('ip', 'address', 'add', '10.0.0.2/24', 'dev', 'br0')
        for name, mac, address in HOME:
            home.plug('br0', self[name], mac, ipv6=name not in ('idle', 'thief'))
            if address is not None:
                self[name].wire('ip', 'address', 'add', address + '/24', 'broadcast', '10.0.0.255', 'dev', 'eth0')
        join(self['router'], 'wan0', self['web'], 'eth0', '02:00:00:00:00:10', '02:00:00:00:00:11')
        self['router'].wire('ip', 'address', 'add', '198.51.100.1/24', 'dev', 'wan0')
        self['web'].wire('ip', 'address', 'add', '198.51.100.10/24', 'dev', 'eth0')
        self['router'].set('ipv4.ip_forward', 1)
        self['router'].set('ipv6.conf.all.forwarding', 1)
        self['router'].run('nft', MASQUERADE % 'wan0')

    def wire_switch(self):
        laptop = self['CC-Labs-2']
        laptop.make('vs0', '00:15:5d:68:b3:e6', mcast_snooping='0')
        laptop.wire('ip', 'address', 'add', '192.168.41.97/28', 'broadcast', '192.168.41.111', 'dev', 'vs0')
        laptop.set('ipv4.ip_forward', 1)
        laptop.run('nft', MASQUERADE % 'eth0')
        for name, mac, _ in VMS:
            laptop.plug('vs0', self[name], mac)

    # Who runs what

    def dhcp_server_start(self):
        fixed = {'CC-Labs-2': '10.0.0.229', 'NYCLNY6X2VBH2': '10.0.0.63', 'phone': '10.0.0.64'}
        words = ['--dhcp-host=%s,%s' % (mac, fixed[name]) for name, mac, _ in HOME if name in fixed]
        self['router'].start('dnsmasq', '-k', '-C', '/dev/null', '--user=root', '--group=root', '--interface=eth0',
                             '--bind-interfaces', '--no-resolv', '--no-hosts', '--no-ping', '--dhcp-authoritative',
                             '--dhcp-range=10.0.0.200,10.0.0.250,2m', '--dhcp-option=3,10.0.0.1',
                             '--address=/www.example.com/198.51.100.10', '--dhcp-leasefile=/run/leases', *words)

    def avahi_start(self, host, name):
        self[host].write('/etc/avahi/avahi-daemon.conf', AVAHI % name)
        self[host].run('sh', '-c', 'rm -f /etc/avahi/services/*; mkdir -p /run/avahi-daemon; '
                       'chown avahi:avahi /run/avahi-daemon')
        if name == host == 'nas':
            self[host].write('/etc/avahi/services/files.service', SERVICE)
        self[host].start('avahi-daemon')

    def udhcpc_start(self, host, vendor):
        self[host].start('busybox', 'udhcpc', '-f', '-i', 'eth0', '-s', '/etc/udhcpc/default.script', '-x',
                         'hostname:' + host, '-V', vendor)

    def resolved_start(self, host):
        self[host].write('/etc/systemd/resolved.conf', '[Resolve]\nLLMNR=yes\nMulticastDNS=yes\nDNSStubListener=no\n')
        self[host].run('sh', '-c', 'mkdir -p /run/dbus /run/systemd/resolve; '
                       'chown systemd-resolve:systemd-resolve /run/systemd/resolve; '
                       'dbus-daemon --system --fork --nopidfile')
        self[host].start('/lib/systemd/systemd-resolved')

    def vrrp_start(self, host, state, priority):
        self[host].write('/etc/keepalived/lab.conf', VRRP % (state, priority))
        return self[host].start('keepalived', '-n', '-l', '-P', '-f', '/etc/keepalived/lab.conf', '-p',
                                '/run/keepalived.pid', '-r', '/run/vrrp.pid')

    def home_start(self):
        router, pc, nas, laptop = (self[name] for name in ('router', 'NYCLNY6X2VBH2', 'nas', 'CC-Labs-2'))
        self.dhcp_server_start()
        self['phone'].write('/etc/dhcpcd.conf', DHCPCD)
        self['phone'].start('dhcpcd', '-B', '-4', '-f', '/etc/dhcpcd.conf', 'eth0')
        for host in ('CC-Labs-2', 'NYCLNY6X2VBH2'):
            self.udhcpc_start(host, 'MSFT 5.0')
        self.avahi_start('tv', 'tv')
        self.avahi_start('nas', 'nas')
        nas.start('wsdd', '-i', 'eth0', '-4', '-n', 'nas', '-w', 'WORKGROUP')
        nas.run('mkdir', '-p', '/run/lldpd')
        nas.start('lldpd', '-d', '-I', 'eth0', '-c', '-S', 'Files of the house')
        pc.run('mkdir', '-p', '/var/log/samba', '/var/lib/samba/private', '/var/cache/samba', '/run/samba')
        pc.write('/etc/samba/smb.conf', SMB)
        pc.start('llmnrd', '-H', 'NYCLNY6X2VBH2', '-6')
        pc.start('smcrouted', '-n', '-N', '-f', '/dev/null', '-I', 'lab', '-P', '/run/smcroute.pid')
        self.resolved_start('CC-Labs-2')
        router.run('nft', UPNP_CHAINS)
        router.write('/etc/miniupnpd/lab.conf', UPNP)
        router.start('miniupnpd', '-d', '-f', '/etc/miniupnpd/lab.conf')
        router.write('/etc/radvd.conf', RADVD)
        router.start('radvd', '-n', '-C', '/etc/radvd.conf', '-p', '/run/radvd.pid', '-u', 'root')
        self.vrrp_start('router', 'MASTER', 120)
        self.vrrp_start('backup', 'BACKUP', 110)
        self['web'].start(sys.executable, '-m', 'http.server', '--directory', '/run', '80')

    def switch_start(self):
        words = ['--dhcp-host=%s,%s' % (mac, address) for _, mac, address in VMS]
        self['CC-Labs-2'].start('dnsmasq', '-k', '-C', '/dev/null', '--user=root', '--group=root', '--interface=vs0',
                                '--bind-interfaces', '--no-resolv', '--no-hosts', '--no-ping', '--dhcp-authoritative',
                                '--port=0', '--dhcp-range=192.168.41.98,192.168.41.110,255.255.255.240,2m',
                                '--dhcp-option=3,192.168.41.97', '--dhcp-leasefile=/run/leases.vs0', *words)
        for name, _, _ in VMS:
            self.udhcpc_start(name, 'vm')

    # What happens

    def fetch(self, host, where):
        self[host].start(sys.executable, '-c', FETCH % where)

    def ask_by_name(self):
        laptop = self['CC-Labs-2']
        laptop.run('resolvectl', 'llmnr', 'eth0', 'yes')
        laptop.start('resolvectl', 'query', '--protocol=llmnr-ipv4', 'NYCLNY6X2VBH2')

    def nmbd_start(self):
        self['NYCLNY6X2VBH2'].start('nmbd', '-F', '--no-process-group', '--debug-stdout')

    def groups_join(self):
        pc = self['NYCLNY6X2VBH2']
        pc.run('smcroutectl', '-I', 'lab', 'join', 'eth0', '239.1.2.3')
        pc.run('smcroutectl', '-I', 'lab', 'join', 'eth0', '10.0.0.143', '232.1.1.1')
        for host, version, group in (('tv', 2, '239.9.9.9'), ('extender', 1, '239.8.8.8')):
            self[host].set('ipv4.conf.eth0.force_igmp_version', version)
            self[host].wire('ip', 'address', 'add', group + '/32', 'dev', 'eth0', 'autojoin')

    def groups_leave(self):
        self['NYCLNY6X2VBH2'].run('smcroutectl', '-I', 'lab', 'leave', 'eth0', '239.1.2.3')
        self['tv'].wire('ip', 'address', 'delete', '239.9.9.9/32', 'dev', 'eth0')

    def group_send(self):
        self['tv'].start('iperf', '-c', '239.1.2.3', '-u', '-T', '4', '-t', '2', '-b', '100k')

    def server_stop(self):
        router = self['router']
        router.run('sh', '-c', 'kill -9 $(pgrep -x dnsmasq)')
        self['phone'].wire('ip', 'link', 'set', 'eth0', 'down')
        self['phone'].wire('ip', 'link', 'set', 'eth0', 'up')

    def server_back(self):
        self.dhcp_server_start()
        time.sleep(0.5)
        self['phone'].start('dhcpcd', '-4', '-n', 'eth0')

    def address_twice(self):
        extender = self['extender']
        extender.run('arping', '-D', '-c', '2', '-w', '3', '-I', 'eth0', '10.0.0.143', check=False)
        extender.wire('ip', 'address', 'add', '10.0.0.143/24', 'dev', 'eth0')
        for host in ('extender', 'tv'):
            self[host].run('arping', '-U', '-c', '1', '-I', 'eth0', '10.0.0.143', check=False)
        self['backup'].run('arping', '-c', '1', '-w', '1', '-I', 'eth0', '10.0.0.143', check=False)
        extender.wire('ip', 'address', 'delete', '10.0.0.143/24', 'dev', 'eth0')

    def name_twice(self):
        self.avahi_start('extender', 'nas')

    def spoof(self):
        self['thief'].start(sys.executable, '-c', SPOOF)

    def gateway_change(self):
        self['router'].run('sh', '-c', 'kill -TERM $(cat /run/keepalived.pid)')

    def querier_stop(self):
        self['home'].wire('ip', 'link', 'set', 'br0', 'type', 'bridge', 'mcast_querier', '0')

    def map_port(self):
        self['CC-Labs-2'].start('upnpc', '-m', 'eth0', '-s')

    def autoip(self, host):
        self[host].run('sh', '-c', 'mkdir -p /var/lib/avahi-autoipd; chown avahi-autoipd /var/lib/avahi-autoipd')
        self[host].start('avahi-autoipd', '-S', '169.254.147.180', 'eth0')

    def loopback_talk(self):
        laptop = self['CC-Labs-2']
        laptop.start('socat', 'TCP-LISTEN:8080,bind=127.0.0.1,fork', 'PIPE')
        for peer in ('UDP:127.0.0.1:9', 'TCP:127.0.0.1:8080,retry=5,interval=0.2'):
            laptop.start('sh', '-c', 'echo hello | socat -t 0.5 - %s || true' % peer)

    def complain(self):
        """Prints what daemons said that ended before their time and not well."""
        for host in self.hosts.values():
            for name, daemon in host.daemons:
                if daemon.poll() not in (None, 0, -9):
                    print('%s: %s ended with %d: %s' % (host.name, name, daemon.poll(), b''.join(daemon.said)[-300:]))

    def play(self):
        """Everything, at its time in seconds."""
        self.home_start()
        self.switch_start()
        plan = (
            (0.0, lambda: self.autoip('left')),
            (2.5, lambda: self['CC-Labs-2'].start('busybox', 'nslookup', '-type=a', 'www.example.com', '10.0.0.1')),
            (3.0, lambda: self.fetch('CC-Labs-2', '198.51.100.10')),
            (3.5, self.nmbd_start),
            (4.0, lambda: self.fetch('ccl-vm-1', '198.51.100.10')),
            (4.5, self.ask_by_name),
            (5.0, self.map_port),
            (5.5, self.loopback_talk),
            (6.0, self.groups_join),
            (8.0, self.group_send),
            (9.0, lambda: self.autoip('right')),
            (9.5, self.server_stop),
            (11.0, self.groups_leave),
            (12.0, self.name_twice),
            (15.0, self.address_twice),
            (19.0, self.spoof),
            (21.5, self.gateway_change),
            (23.0, self.querier_stop),
            (27.0, self.server_back),
            (35.0, lambda: None),
        )
        start = time.monotonic()
        for at, happen in plan:
            time.sleep(max(0, start + at - time.monotonic()))
            happen()
