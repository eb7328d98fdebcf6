'use strict';
// A client for tests: node client.js [package] [url]
//
// Reads commands, one JSON array a line, and prints what happens, one JSON array a line:
//
//   ["open", namespace, options]           the options of io(); "parser" is the name of a package
//   ["connect" | "disconnect", namespace]
//   ["emit" | "call", namespace, event, ...args]
//
//   ["ready", "/"]                         to take commands
//   ["connected", namespace, id, recovered]
//   ["refused", namespace, message, data]
//   ["disconnected", namespace, reason]
//   ["event", namespace, name, ...args]    and, if wanted, acknowledged by "reply to <name>", ...args
//   ["reply", namespace, event, ...args]   to a "call"
//
// Bytes are {"$bytes": base64}. Ends when its standard input does.
const readline = require('readline');
const install = require('./install');

const [name, url] = process.argv.slice(2);
install();
const io = require(name);
const sockets = new Map();

const commands = {
  open(namespace, { parser, ...options }) {
    const socket = io(url + namespace, parser ? { ...options, parser: require(parser) } : options);
    socket.on('connect', () => report('connected', namespace, socket.id, socket.recovered));
    socket.on('connect_error', (error) => report('refused', namespace, error.message, error.data));
    socket.on('disconnect', (reason) => report('disconnected', namespace, reason));
    socket.onAny((event, ...args) => {
      const ack = typeof args[args.length - 1] === 'function' ? args.pop() : () => {};
      report('event', namespace, event, ...args);
      ack(`reply to ${event}`, ...args);
    });
    sockets.set(namespace, socket);
  },
  connect: (namespace) => sockets.get(namespace).connect(),
  disconnect: (namespace) => sockets.get(namespace).disconnect(),
  emit: (namespace, event, ...args) => sockets.get(namespace).emit(event, ...args),
  call: (namespace, event, ...args) =>
    sockets
      .get(namespace)
      .emit(event, ...args, (...reply) => report('reply', namespace, event, ...reply)),
};

function report(...values) {
  console.log(JSON.stringify(values.map(readable)));
}

/** Replaces bytes, of whatever class. */
function readable(value) {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    return { $bytes: Buffer.from(value).toString('base64') };
  }
  return replaced(value, readable);
}

function revived(value) {
  return value && typeof value.$bytes === 'string'
    ? Buffer.from(value.$bytes, 'base64')
    : replaced(value, revived);
}

/** Applies a function to what a value contains. */
function replaced(value, replace) {
  if (Array.isArray(value)) {
    return value.map(replace);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replace(inner)]));
}

readline
  .createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [command, ...args] = JSON.parse(line).map(revived);
    commands[command](...args);
  })
  .on('close', () => process.exit());
report('ready', '/');
