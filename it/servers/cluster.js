'use strict';
// A cluster for tests: node cluster.js
//
// Two nodes (cluster-node.js), "a" and "b", with a Redis of their own, behind an HAProxy with two
// ports: one keeps a session on its node by a cookie, the other gives each request to the next node.
// Prints one line, "READY <sticky port> <round-robin port>", on standard output, and then answers
// each line of standard input, once it is done, with a line:
//
//   kill a     ends a node without a word to anybody
//   stop a     has a node shut down
//   start a    starts a node that has ended, and waits until HAProxy uses it
//   refused x  how many requests with "x" in the address the nodes have refused, for instance for
//              an unknown session id
//
// Ends, with everything it has started, when its standard input does. Nothing here has a port but
// HAProxy, which inherits its listeners: what is found free could be taken by others meanwhile.
const { fork, spawn } = require('child_process');
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');
const readline = require('readline');
const install = require('./install');

const POLL_MILLIS = 20;
const REDIS = 'redis.sock';
const ADMIN = 'admin.sock';

install();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'socketio-cluster-'));
const nodes = new Map();
const processes = new Set();
process.on('exit', () => {
  processes.forEach((child) => child.kill('SIGKILL'));
  fs.rmSync(folder, { recursive: true, force: true });
});
process.on('SIGTERM', () => process.exit());

const commands = { kill: (name) => end(name, 'SIGKILL'), stop: (name) => end(name, 'SIGTERM'), start, refused };

main();

async function main() {
  needed('redis-server', '--port', '0', '--unixsocket', REDIS, '--save', '', '--loglevel', 'warning');
  await until(() => connects(REDIS));
  await Promise.all([launch('a'), launch('b')]);
  const ports = await balance();
  await until(async () => (await isUp('a')) && (await isUp('b')));
  console.log('READY', ...ports);

  const lines = readline.createInterface({ input: process.stdin });
  for await (const line of lines) {
    const [command, ...args] = line.split(' ');
    console.log('DONE', (await commands[command](...args)) ?? '');
  }
  process.exit();
}

/** Starts a program that has to live as long as this one. */
function needed(command, ...args) {
  return child(spawn(command, args, { cwd: folder, stdio: ['ignore', process.stderr, process.stderr] }), () =>
    fail(`${command} has ended`),
  );
}

function child(started, onExit) {
  processes.add(started);
  started.on('error', fail);
  started.on('exit', () => {
    processes.delete(started);
    onExit();
  });
  return started;
}

function fail(reason) {
  console.error(reason);
  process.exit(1);
}

/** Starts a node, and waits until it listens. */
function launch(name) {
  return new Promise((resolve) => {
    const started = fork(
      path.join(__dirname, 'cluster-node.js'),
      [name, path.join(folder, `${name}.sock`), path.join(folder, REDIS)],
      { stdio: ['ignore', process.stderr, process.stderr, 'ipc'] },
    );
    started.once('message', resolve);
    nodes.set(name, child(started, () => nodes.delete(name)));
  });
}

function end(name, signal) {
  const node = nodes.get(name);
  return new Promise((resolve) => {
    node.once('exit', () => resolve());
    node.kill(signal);
  });
}

async function start(name) {
  if (!nodes.has(name)) {
    await launch(name);
  }
  await until(() => isUp(name));
}

/** Starts HAProxy; the ports of both its fronts. */
async function balance() {
  const listeners = await Promise.all([listen(), listen()]);
  const ports = listeners.map((listener) => listener.address().port);
  const configuration = path.join(folder, 'haproxy.cfg');
  fs.writeFileSync(configuration, CONFIGURATION);
  child(
    spawn('haproxy', ['-db', '-f', configuration], {
      cwd: folder,
      stdio: ['ignore', process.stderr, process.stderr, ...listeners.map(({ _handle }) => _handle.fd)],
    }),
    () => fail('haproxy has ended'),
  );
  // HAProxy has them now, and this process must not accept from them.
  listeners.forEach((listener) => listener.close());
  await until(() => connects(ADMIN));
  return ports;
}

function listen() {
  return new Promise((resolve) => {
    const listener = net.createServer();
    listener.listen(0, '127.0.0.1', () => resolve(listener));
  });
}

// abortonclose: a node learns at once that a client was lost while its poll waits.
// redispatch: a request for a node that has just gone goes to another one.
// timeouts: longer than the ping interval, for the polls, and long for WebSockets; a node that is
// busy is not taken for dead.
const CONFIGURATION = `
global
  maxconn 4000
  stats socket unix@${ADMIN} level admin
defaults
  mode http
  option abortonclose
  option redispatch 1
  option httpchk GET /health
  timeout connect 2s
  timeout check 10s
  timeout client 60s
  timeout server 60s
  timeout tunnel 1h
  balance roundrobin
  default-server check inter 200ms fall 3 rise 1
frontend sticky
  bind fd@3
  default_backend by-cookie
frontend round-robin
  bind fd@4
  default_backend in-turn
backend by-cookie
  cookie node insert indirect nocache
  server a unix@a.sock cookie a
  server b unix@b.sock cookie b
backend in-turn
  server a unix@a.sock
  server b unix@b.sock
`;

async function isUp(name) {
  const rows = (await statistics()).filter((row) => row.svname === name);
  return rows.length === 2 && rows.every((row) => row.status === 'UP');
}

async function refused(mark) {
  const addresses = await Promise.all([...nodes.values()].map(refusedBy));
  return addresses.flat().filter((address) => address.includes(mark)).length;
}

function refusedBy(node) {
  return new Promise((resolve) => {
    node.once('message', resolve);
    node.send('refused');
  });
}

/** HAProxy's figures: a header and a line for each front, back and server. */
function statistics() {
  return new Promise((resolve, reject) => {
    const socket = net.connect(path.join(folder, ADMIN), () => socket.write('show stat\n'));
    let text = '';
    socket.on('data', (piece) => (text += piece));
    socket.on('error', reject);
    socket.on('end', () => {
      const [header, ...lines] = text.replace('# ', '').trim().split('\n');
      const names = header.split(',');
      resolve(
        lines.map((line) =>
          Object.fromEntries(line.split(',').map((value, index) => [names[index], value])),
        ),
      );
    });
  });
}

function connects(file) {
  return new Promise((resolve) => {
    const socket = net.connect(path.join(folder, file));
    socket.on('connect', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.on('close', () => socket.destroy());
  });
}

async function until(condition) {
  while (!(await condition())) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
  }
}
