'use strict';
const { spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');

/** Runs npm ci in a folder if its lock file has changed since that was last done. */
module.exports = function install(folder = __dirname) {
  const lock = fs.readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
  const installed = path.join(folder, 'node_modules', '.installed-lock.json');
  if (fs.existsSync(installed) && fs.readFileSync(installed, 'utf8') === lock) {
    return;
  }
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: folder,
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error(`"npm ci" failed in ${folder}:`, npm.error || `exit status ${npm.status}`);
    process.exit(1);
  }
  fs.writeFileSync(installed, lock);
};
