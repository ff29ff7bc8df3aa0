console.log('this is not for the terminal');
console.error('no configuration found');
process.exit(7);
