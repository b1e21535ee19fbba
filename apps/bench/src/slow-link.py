"""Connects this network namespace and a new one by a link with a limited rate and a delay, like `tc netem`.

Kernels without netem have TUN devices: each side of the link has one, and this program forwards packets between them.
Prints the process id when the link is up; its network namespace is that of the client. Ends with its standard input.
Needs root. Arguments: bits per second, delay of each direction in ms, addresses of the server and of the client.
"""

import ctypes
import fcntl
import os
import select
import struct
import subprocess
import sys
import time
from collections import deque

TUNSETIFF = 0x400454CA
IFF_TUN_WITHOUT_HEADER = 0x1001
CLONE_NEWNET = 0x40000000
MAX_PACKET_BYTES = 1500
# As for netem: packets beyond are dropped.
MAX_QUEUED_PACKETS = 1000


def open_device(name, address):
    """Creates a TUN device in the current network namespace. It is removed with its file descriptor."""
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN_WITHOUT_HEADER))
    for command in (
        ["ip", "link", "set", "lo", "up"],
        ["ip", "address", "add", f"{address}/30", "dev", name],
        ["ip", "link", "set", name, "mtu", str(MAX_PACKET_BYTES), "up"],
    ):
        subprocess.run(command, check=True)
    return device


class Direction:
    """One direction of the link."""

    def __init__(self, source, target, bits_per_second, delay):
        self.source, self.target = source, target
        self.bits_per_second, self.delay = bits_per_second, delay
        self.packets = deque()
        self.free_at = 0.0

    def receive(self, now):
        while True:
            try:
                packet = os.read(self.source, MAX_PACKET_BYTES)
            except BlockingIOError:
                return
            if len(self.packets) >= MAX_QUEUED_PACKETS:
                continue
            self.free_at = max(now, self.free_at) + len(packet) * 8 / self.bits_per_second
            self.packets.append((self.free_at + self.delay, packet))

    def send(self, now):
        while self.packets and self.packets[0][0] <= now:
            os.write(self.target, self.packets.popleft()[1])

    def next_at(self):
        return self.packets[0][0] if self.packets else float("inf")


rate, delay = float(sys.argv[1]), float(sys.argv[2]) / 1000
server = open_device("ppf-server", sys.argv[3])
if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET) != 0:
    raise OSError(ctypes.get_errno(), "unshare")
client = open_device("ppf-client", sys.argv[4])
directions = [Direction(server, client, rate, delay), Direction(client, server, rate, delay)]
print(os.getpid(), flush=True)
while True:
    wait = min(direction.next_at() for direction in directions) - time.monotonic()
    readable, _, _ = select.select([server, client, sys.stdin], [], [], max(0, wait) if wait < 60 else None)
    if sys.stdin in readable:
        break
    for direction in directions:
        now = time.monotonic()
        if direction.source in readable:
            direction.receive(now)
        direction.send(now)
