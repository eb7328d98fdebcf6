'use strict';
const { createHash, randomBytes } = require('crypto');

const TICK_MILLIS = 20;
const ASK_MILLIS = 1000;
// For how long a session that has no connection is still sent to.
const MEMORY_MILLIS = 5000;

/** The server's part of the random traffic of the chaos tests, for many clients at once. */
module.exports = function chaos(io) {
  const namespace = io.of('/chaos');
  const runs = new Map();
  restoreOnce(namespace.adapter);

  namespace.on('connection', (socket) => {
    const { run: number } = socket.handshake.auth;
    if (!runs.has(number)) {
      runs.set(number, new Run(namespace));
    }
    runs.get(number).join(socket);
  });

  io.of('/chaos-control').on('connection', (socket) => {
    socket.on('quiet', (run, ack) => ack(runs.get(run)?.quiet()));
    socket.on('report', (run, ack) => ack(runs.get(run)?.report));
    socket.on('connections', (run, ack) => ack(runs.get(run)?.sockets.size ?? 0));
    socket.on('end', (run, ack) => ack(runs.get(run)?.quiet(), runs.delete(run)));
  });
};

/**
 * The adapter lets a session be resumed again while it is still in use by a connection whose end
 * the server has not noticed; when that is noticed, the new connection loses its rooms, and with
 * them events (socket.io issue 4880). Here a session is resumed once for each of its losses.
 */
function restoreOnce(adapter) {
  if (!adapter.sessions) {
    return;
  }
  const restore = adapter.restoreSession.bind(adapter);
  adapter.restoreSession = (pid, offset) => {
    const session = restore(pid, offset);
    adapter.sessions.delete(pid);
    return session;
  };
}

class Run {
  constructor(namespace) {
    this.namespace = namespace;
    this.report = { up: {}, reliable: [], calls: [], down: {}, answered: [], offences: [] };
    this.sockets = new Set();
    this.lost = new Map();
    this.questions = 0;
    this.timer = setInterval(() => this.tick(), TICK_MILLIS);
  }

  join(socket) {
    const { report } = this;
    const up = (report.up[`${socket.id} by ${socket.conn.id}`] = []);
    report.down[socket.id] ??= 0;
    this.sockets.add(socket);
    this.lost.delete(socket.id);
    socket.on('up', (...args) => this.arrived(args, up));
    socket.on('reliable', (...args) => this.answer(args, report.reliable));
    socket.on('call', (...args) => this.answer(args, report.calls));
    socket.on('settle', (ack) => ack(report.down[socket.id]));
    socket.on('disconnect', () => {
      this.sockets.delete(socket);
      this.lost.set(socket.id, Date.now());
    });
  }

  arrived([number, sum, bytes], numbers) {
    numbers.push(number);
    if (bytes !== undefined && sha256(bytes) !== sum) {
      this.report.offences.push(`event ${number} came with other bytes than were sent`);
    }
  }

  answer(args, numbers) {
    const ack = args.pop();
    this.arrived(args, numbers);
    ack(...args);
  }

  tick() {
    for (const socket of this.sockets) {
      this.send(socket.id);
      this.ask(socket);
    }
    for (const [id, since] of this.lost) {
      if (Date.now() - since < MEMORY_MILLIS) {
        this.send(id);
      } else {
        this.lost.delete(id);
      }
    }
  }

  // To the room of the session, so that it is kept for a session whose connection was lost.
  send(id) {
    for (let left = Math.floor(Math.random() * 5); left > 0; left--) {
      const number = ++this.report.down[id];
      const bytes = Math.random() < 0.1 ? randomBytes(1 << Math.floor(Math.random() * 15)) : null;
      this.namespace.to(id).emit('down', id, number, ...(bytes ? [sha256(bytes), bytes] : []));
    }
  }

  ask(socket) {
    const number = ++this.questions;
    socket.timeout(ASK_MILLIS).emit('ask', number, (error, answer) => {
      if (error) {
        return;
      }
      this.report.answered.push(number);
      if (answer !== number) {
        this.report.offences.push(`question ${number} got the answer ${answer}`);
      }
    });
  }

  quiet() {
    clearInterval(this.timer);
  }
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
