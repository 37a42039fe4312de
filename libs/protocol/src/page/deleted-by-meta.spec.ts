// Pages that say of themselves that they are deleted.
import { describe, expect, it } from '@jest/globals';
import { deletedByMeta } from './deleted-by-meta.js';
import { readPage } from './read-page.js';

describe('a deleted page', () => {
  it.each([
    ['<html><head><meta http-equiv="Status" content="410 Gone"></head>', true],
    ['<meta http-equiv="status" content="410 GONE"/><p>This post was deleted.', true],
    ['<META HTTP-EQUIV=" STATUS " CONTENT=" 410">', true],
    ['<meta http-equiv="Status" content="404 Not Found">', false],
    ['<meta http-equiv="Status" content="4100">', false],
    ['<meta http-equiv="Status" content="200 (not 410 Gone)">', false],
    ['<meta name="Status" content="410 Gone">', false],
    ['<!-- <meta http-equiv="Status" content="410 Gone"> -->', false],
    ['<noscript><meta http-equiv="Status" content="410 Gone"></noscript>', false],
    ['<template><meta http-equiv="Status" content="410 Gone"></template>', false],
    ['<p>A comment: <meta http-equiv="Status" content="410 Gone"></p>', false],
    ['<p>410 Gone</p>', false],
  ])('%s: %s', (html, expected) => {
    const page = readPage(Buffer.from(html), {
      contentType: 'text/html',
      url: 'https://sender.example/',
    });
    expect(deletedByMeta(page)).toBe(expected);
  });

  it('is no text that says so', () => {
    const page = readPage(Buffer.from('<meta http-equiv="Status" content="410 Gone">'), {
      contentType: 'text/plain',
      url: 'https://sender.example/',
    });
    expect(deletedByMeta(page)).toBe(false);
  });
});
