<?php declare(strict_types=1);
header('Content-Type: text/html; charset=utf-8');
?>
<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>My app v0.3.0</title>
  <style>
    body { font: 1.25rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; color: #1c2733; background: #f5f8fb; }
    dt { font-size: 1rem; color: #4a5a6a; }
    dd { margin: 0 0 1rem; font-weight: 600; overflow-wrap: anywhere; }
  </style>
</head>
<body>
  <h1>Hello again from my app!</h1>
  <dl>
    <dt>Version</dt>
    <dd id="version">v0.3.0</dd>
    <dt>Host name</dt>
    <dd id="hostname"><?= htmlspecialchars((string) gethostname()) ?></dd>
  </dl>
</body>
</html>
