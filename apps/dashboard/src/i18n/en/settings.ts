// Words of the settings page.
export const settings = {
  settings: {
    text: 'Your account, and how this browser shows the dashboard.',
    account: 'Account',
    role: { owner: 'Owner', moderator: 'Moderator' },
    since: 'since {{date}}',
    signOut: 'Sign out',
    appearance: 'Appearance',
    appearanceText: 'Kept in this browser.',
    theme: { system: 'System', light: 'Light', dark: 'Dark' },
    keyboard: 'Keyboard',
    keyboardText: 'Press ? in the queue for the list of keys.',
    keys: 'Single-key commands',
    keysText:
      'Turn this off if you use speech input or press keys by accident. Buttons keep working.',
  },
  reputation: {
    title: 'Shared reputation',
    text: 'What your moderators decided about a source on one site can help the others.',
    label: 'Share it between the sites',
    hint: 'Decisions of other sites count half, and never publish anything by themselves. Private mentions are not shared. Each site can leave on its page.',
  },
  allIntake: {
    title: 'Intake of all sites',
    text: 'For emergencies. Closes every site at once, for all three protocols.',
    close: 'Close the intake',
    confirm: 'Close the intake of all sites?',
    confirmText:
      'Senders are told that no pings are taken now, from the next one on. What was received before stays, and is still checked. You can open it again at any time.',
  },
  mail: {
    heading: 'Mail',
    text: 'About pings that wait for a person. Each mail has links to decide right away.',
    about: 'Mails about pings that wait',
    noServer:
      'This installation has no mail server, so no mail can be sent. Whoever runs it can set SMTP_URL and TRACKWARDEN_MAIL_FROM.',
    choice: { off: 'None', each: 'Soon', daily: 'Once a day' },
    choiceText: {
      off: 'The queue is there when you open it.',
      each: 'Within a few minutes. Pings that come together share a mail.',
      daily: 'At 6:00 UTC, when anything waits.',
    },
    test: 'Send me a test mail',
    testSent: 'The mail server took a mail to {{address}}.',
    testFailed: 'The mail could not be sent: {{why}}',
  },
  tokens: {
    heading: 'API tokens',
    text: 'For scripts and other programs. A token may do everything that you may.',
    name: 'Name of the token',
    namePlaceholder: 'What is it for?',
    nameMissing: 'Enter a name.',
    create: 'Create token',
    once: '“{{name}}” is shown this once. Copy it now.',
    empty: 'No token yet.',
    made: 'made {{date}}',
    used: 'used {{when}}',
    neverUsed: 'never used',
    revoke: 'Revoke',
    revokeOf: 'Revoke {{name}}',
    revokeText: 'Programs that use it are refused from now on.',
  },
} as const;
