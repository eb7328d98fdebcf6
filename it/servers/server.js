'use strict';
// A server for tests and examples: node server.js [package] [options as JSON] [parser]
//
// package: "socket.io", "socket.io-4.0", "socket.io-3.0", "socket.io-2", or "http" for a web server
// that knows nothing of Socket.IO. Options go to Socket.IO as they are, for instance
// {"pingInterval": 300}; a parser is the name of a package. Prints one line, "READY <port>", on
// standard output and ends when its standard input does, so that it cannot outlive its parent.
const http = require('http');
const install = require('./install');
const scenarios = require('./scenarios');

const [name = 'socket.io', options = '{}', parser] = process.argv.slice(2);

const server = http.createServer((request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/html' });
  response.end('<!doctype html><title>Not Socket.IO</title><p>Just a web page.</p>');
});
if (name !== 'http') {
  install();
  const all = JSON.parse(options);
  scenarios(require(name)(server, parser ? { ...all, parser: require(parser) } : all));
}
server.listen(0, '127.0.0.1', () => console.log(`READY ${server.address().port}`));

process.stdin.resume();
process.stdin.on('end', () => process.exit());
