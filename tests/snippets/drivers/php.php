
foreach (file('php://stdin', FILE_IGNORE_NEW_LINES) as $line) {
    $fields = explode("\t", $line);
    if ($fields[0] === 'sign') {
        $fits = verify_sign($fields[2], $fields[3], (int) $fields[4], (int) $fields[1]);
    } else {
        $names = ['Webhook-Id', 'Webhook-Timestamp', 'Webhook-Signature'];
        $headers = array_filter(array_combine($names, array_slice($fields, 3, 3)), fn ($value) => $value !== '(absent)');
        $fits = verify($fields[2], $headers, $fields[6], (int) $fields[1]);
    }
    echo $fits ? "true\n" : "false\n";
}
