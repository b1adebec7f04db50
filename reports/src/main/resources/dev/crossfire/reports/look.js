'use strict';
/* How the pictures look: colours from the style sheet, so that theme and paper need no second list. */
const Look = (() => {
  const dashes = ['solid', [7, 3], [2, 3], [9, 3, 2, 3], [4, 2]];

  function colours() {
    const style = getComputedStyle(document.documentElement);
    const of = name => style.getPropertyValue('--' + name).trim();
    return {
      cohorts: [0, 1, 2, 3, 4].map(i => of('c' + i)),
      ink: of('ink'), soft: of('soft'), rule: of('rule'), card: of('card'), wash: of('wash'),
      pass: of('pass'), fail: of('fail'), unsure: of('unsure'), hatch: of('hatch'),
    };
  }

  /* Slanted lines, as an image that the chart library repeats. */
  function hatch(colour) {
    const tile = document.createElement('canvas');
    tile.width = tile.height = 16;
    const pen = tile.getContext('2d');
    pen.strokeStyle = colour;
    pen.globalAlpha = 0.34;
    pen.lineWidth = 1.6;
    for (const shift of [-16, 0, 16]) {
      pen.moveTo(shift - 2, 18);
      pen.lineTo(shift + 18, -2);
    }
    pen.stroke();
    return { image: tile, repeat: 'repeat', scaleX: 0.5, scaleY: 0.5 };
  }

  function seconds(value) {
    return (Math.abs(value) < 100 ? value.toFixed(2) : value.toFixed(1)) + ' s';
  }

  function tick(value) {
    return String(Math.round(value * 1000) / 1000);
  }

  function millis(value) {
    if (value === null || value === undefined) return '–';
    return value >= 1000 ? (value / 1000).toFixed(2) + ' s' : (value >= 10 ? value.toFixed(0) : value.toFixed(1)) + ' ms';
  }

  function latencyTick(value) {
    return value >= 1000 ? value / 1000 + ' s' : value + ' ms';
  }

  function percent(value) {
    return value === null || value === undefined ? '–' : (value * 100).toFixed(value > 0 && value < 0.1 ? 2 : 1) + ' %';
  }

  function wall(zeroMillis, value) {
    return new Date(zeroMillis + value * 1000).toISOString().slice(11, 23) + ' UTC';
  }

  /* A canvas cannot inherit a font. */
  function font() {
    return getComputedStyle(document.body).fontFamily;
  }

  /* What is written in a picture, by where it is seen. */
  function letters(size) {
    return size === 'paper' ? { plain: 9, small: 8.5 } : { plain: 12, small: 11 };
  }

  /* Cohorts recover at almost the same time: the words of one go to the left of its line, those of the next to the right. */
  function side(data, bracket) {
    const byTime = data.brackets.slice().sort((one, other) => one.at - other.at);
    return byTime.indexOf(bracket) % 2 === 0 ? 'right' : 'left';
  }

  return { side, letters, font, dashes, colours, hatch, seconds, tick, millis, latencyTick, percent, wall };
})();
