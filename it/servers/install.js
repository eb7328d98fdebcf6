'use strict';
const { spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');

/** Runs npm ci if the lock file has changed since it last ran here. */
module.exports = function install() {
  const lock = fs.readFileSync(path.join(__dirname, 'package-lock.json'), 'utf8');
  const installed = path.join(__dirname, 'node_modules', '.installed-lock.json');
  if (fs.existsSync(installed) && fs.readFileSync(installed, 'utf8') === lock) {
    return;
  }
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: __dirname,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error(`"npm ci" failed in ${__dirname}:`, npm.error || `exit status ${npm.status}`);
    process.exit(1);
  }
  fs.writeFileSync(installed, lock);
};

if (require.main === module) {
  module.exports();
}
