'use strict';
const { createHash } = require('crypto');
const chaos = require('./chaos');

/** Prepares a Socket.IO server for every test of this module. */
module.exports = function scenarios(io) {
  io.of('/').on('connection', serve);
  io.of('/chat').on('connection', serve);
  io.of('/admin').use(admit).on('connection', serve);
  io.of('/early').use(greetTooEarly).on('connection', serve);
  chaos(io);
};

function admit(socket, next) {
  if ((socket.handshake.auth || {}).token === 'letmein') {
    next();
    return;
  }
  const refusal = new Error('not admitted');
  refusal.data = { code: 401, hint: 'auth.token' };
  next(refusal);
}

/** Sends an event ahead of the reply to CONNECT, as other servers do from their connect handlers. */
function greetTooEarly(socket, next) {
  socket.emit('early', 'before the reply', 1);
  next();
}

function serve(socket) {
  socket.emit('hello', socket.nsp.name);
  exchange(socket);
  describe(socket);
  numbered(socket);
  leave(socket);
}

function exchange(socket) {
  socket.on('echo', (...args) => socket.emit('echo', ...args));
  socket.on('call', (...args) => args.pop()(...args));
  socket.on('as-javascript', (...args) => {
    const ack = args.pop();
    ack(...args.map((arg) => (Buffer.isBuffer(arg) ? arg.toString('hex') : JSON.stringify(arg))));
  });
  socket.on('as-dates', (...args) => {
    const ack = args.pop();
    ack(...args.map((arg) => new Date(arg).toISOString()));
  });
  socket.on('call-none', (ack) => ack());
  socket.on('call-many', (ack) => ack(1, 'two', { three: 3 }, null));
  socket.on('call-never', () => {});
  socket.on('call-back', (...args) => {
    const ack = args.pop();
    socket.emit('question', ...args, (...answer) => ack(...answer));
  });
  socket.on('ask-me', (...args) => {
    socket.emit('question', ...args, (...answer) => socket.emit('answered', ...answer));
  });
  socket.on('shout', (...args) => socket.broadcast.emit('shout', ...args));
  socket.on('room', (room, ...args) => {
    const ack = args.pop();
    socket.join(room);
    socket.nsp.to(room).emit('room', ...args);
    ack();
  });
  socket.on('date', (ack) => {
    const dates = [new Date(0), { in: [new Date(1000)] }];
    socket.emit('date', ...dates);
    ack(...dates);
  });
  socket.on('population', (ack) => ack(socket.nsp.sockets.size));
  // Whether the server could write to every client at once: a polling one has a request pending.
  socket.on('writable', (ack) => {
    ack([...socket.nsp.sockets.values()].every(({ conn }) => conn.transport.writable));
  });
  socket.on('digest', (...args) => {
    const ack = args.pop();
    ack(digests(args), ...args);
  });
}

function describe(socket) {
  socket.on('who', (ack) => {
    const { auth, headers, query } = socket.handshake;
    ack({ id: socket.id, namespace: socket.nsp.name, auth, headers, query });
  });
}

/** Counts what should arrive in order, and sends the same the other way. */
function numbered(socket) {
  let next = 0;
  const mistakes = [];
  socket.on('numbered', (number) => {
    if (number !== next) {
      mistakes.push([next, number]);
    }
    next = number + 1;
  });
  socket.on('numbered-report', (ack) => ack(next, mistakes));
  socket.on('flood', (count) => {
    for (let i = 0; i < count; i++) {
      socket.emit('numbered', i);
    }
  });
  // One event a millisecond until the connection has been upgraded, and 10 more.
  socket.on('stream', () => {
    let sent = 0;
    let more = 10;
    const timer = setInterval(() => {
      socket.emit('numbered', sent++);
      if (socket.conn.transport.name === 'websocket' && --more === 0) {
        clearInterval(timer);
        socket.emit('streamed', sent);
      }
    }, 1);
    socket.on('disconnect', () => clearInterval(timer));
  });
}

function leave(socket) {
  socket.on('kick', () => socket.disconnect());
  socket.on('kick-all', () => socket.disconnect(true));
  socket.on('drop', () => socket.conn.close());
}

/** Length and SHA-256 of every Buffer in a value, in the order in which they are met. */
function digests(value) {
  if (Buffer.isBuffer(value)) {
    return [{ length: value.length, sha256: createHash('sha256').update(value).digest('hex') }];
  }
  return value && typeof value === 'object' ? Object.values(value).flatMap(digests) : [];
}
