'use strict';
// The reference client against the testkit's server: node client.js <url> <scenario> <mode>
//
// mode: "polling", "websocket", or "upgrade". Exits with 0 if the client saw what it must see; what
// the server must see is asserted where it runs, in JavaScriptClientTest.
const assert = require('assert');
require('../servers/install')(__dirname);
const { io } = require('socket.io-client');

const [url, scenario, mode] = process.argv.slice(2);
const transports = mode === 'upgrade' ? ['polling', 'websocket'] : [mode];

function open(namespace = '/', options = {}) {
  return io(url + namespace, { transports, forceNew: true, reconnectionDelay: 10, ...options });
}

/** The arguments of the next such event; the client's own events too. */
function next(emitter, event) {
  return new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));
}

/** Until the client is connected, and by the transport that it is to end up with. */
async function connected(socket) {
  await next(socket, 'connect');
  if (mode === 'upgrade' && socket.io.engine.transport.name !== 'websocket') {
    await next(socket.io.engine, 'upgrade');
  }
  assert.strictEqual(
    socket.io.engine.transport.name, mode === 'upgrade' ? 'websocket' : mode);
}

const scenarios = {
  async events(socket) {
    await connected(socket);
    const binary = Buffer.from([1, 2, 3, 4]);
    for (const args of [
      [], [1, '2', { 3: [true] }], [null, 1.5, 'grüß \u{1f600}'],
      [binary, { deep: [binary] }], ['x'.repeat(300000)], [Buffer.alloc(300000, 7)],
    ]) {
      const answer = next(socket, 'message-back');
      socket.emit('message', ...args);
      assert.deepStrictEqual(await answer, args);
    }
    const received = [];
    const last = new Promise((resolve) => socket.on('message-back', (i) => {
      received.push(i);
      if (i === 999) resolve();
    }));
    for (let i = 0; i < 1000; i++) socket.emit('message', i);
    await last;
    assert.deepStrictEqual(received, [...Array(1000).keys()]);
  },

  async acks(socket) {
    await connected(socket);
    const binary = Buffer.from([5, 6]);
    assert.deepStrictEqual(
      await new Promise((resolve) => socket.emit('message-with-ack', 1, 'a', (...r) => resolve(r))),
      [1, 'a']);
    assert.deepStrictEqual(await socket.emitWithAck('message-with-ack', binary), binary);
    const asked = new Promise((resolve) => socket.on('ask', (value, ack) => {
      ack(value + 1, binary);
      resolve();
    }));
    const told = next(socket, 'told');
    socket.emit('ask-me', 41);
    await asked;
    assert.deepStrictEqual(await told, [42]);
  },

  async namespaces(socket) {
    socket.close();
    const manager = open('/', { auth: { token: 'main' } });
    const main = next(manager, 'auth');
    await connected(manager);
    const custom = manager.io.socket('/custom', { auth: { token: 'abc' } });
    assert.deepStrictEqual(await main, [{ token: 'main' }]);
    assert.deepStrictEqual(await next(custom, 'auth'), [{ token: 'abc' }]);
    assert.notStrictEqual(custom.id, manager.id);
    custom.disconnect();
    assert.deepStrictEqual(await manager.emitWithAck('message-with-ack', 1), 1);
    custom.connect();
    await next(custom, 'connect');
    manager.io._close();
  },

  async rejection(socket) {
    socket.close();
    const refused = open('/refused');
    const [error] = await next(refused, 'connect_error');
    assert.strictEqual(error.message, 'Not authorized');
    assert.deepStrictEqual(error.data, { code: 401 });
    refused.close();
    const unknown = open('/nowhere');
    const [invalid] = await next(unknown, 'connect_error');
    assert.strictEqual(invalid.message, 'Invalid namespace');
    unknown.close();
  },

  async heartbeat(socket) {
    await connected(socket);
    for (let i = 0; i < 5; i++) await next(socket.io, 'ping');
    assert.ok(socket.connected);
  },

  async kicked(socket) {
    await connected(socket);
    const gone = next(socket, 'disconnect');
    socket.emit('kick-me');
    assert.strictEqual((await gone)[0], 'io server disconnect');
    socket.connect();
    await next(socket, 'connect');
  },

  async reconnection(socket) {
    await connected(socket);
    const first = socket.id;
    for (const how of ['close-me', 'drop-me', 'restart']) {
      const gone = next(socket, 'disconnect');
      const back = connected(socket);
      socket.emit(how);
      assert.match((await gone)[0], /^transport (close|error)$/);
      await back;
      assert.notStrictEqual(socket.id, first);
      assert.ok(!socket.recovered);
    }
  },

  async recovery(socket) {
    const missed = [];
    socket.on('missed', (i) => missed.push(i));
    socket.on('sync', (ack) => ack());
    await connected(socket);
    const first = socket.id;
    const gone = next(socket, 'disconnect');
    const back = next(socket, 'connect');
    socket.emit('lose-me');
    await gone;
    await back;
    assert.strictEqual(socket.recovered, true);
    assert.strictEqual(socket.id, first);
    assert.deepStrictEqual(missed, [1, 2, 3]);
  },

  async pingTimeout(socket) {
    await connected(socket);
    const gone = next(socket, 'disconnect');
    socket.emit('stall');
    assert.strictEqual((await gone)[0], 'ping timeout');
    await next(socket, 'connect');
  },
};

setTimeout(() => {
  console.error('no end within 30 s');
  process.exit(2);
}, 30000).unref();

const socket = open();
scenarios[scenario](socket).then(() => {
  socket.close();
  setTimeout(() => process.exit(0), 50); // the farewell leaves
}, (error) => {
  console.error(error);
  process.exit(1);
});
