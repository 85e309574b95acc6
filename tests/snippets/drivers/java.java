final class Driver {
    public static void main(String[] arguments) throws Exception {
        String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        for (String line : text.split("\n")) {
            String[] fields = line.split("\t", -1);
            long now = Long.parseLong(fields[1]);
            if (fields[0].equals("sign")) {
                System.out.println(Webhooks.verifySign(fields[2], fields[3], Long.parseLong(fields[4]), now));
                continue;
            }
            java.util.Map<String, String> headers = new java.util.HashMap<>();
            String[] names = {"webhook-id", "webhook-timestamp", "webhook-signature"};
            for (int i = 0; i < names.length; ++i) {
                if (!fields[3 + i].equals("(absent)")) headers.put(names[i], fields[3 + i]);
            }
            byte[] body = fields[6].getBytes(StandardCharsets.UTF_8);
            System.out.println(Webhooks.verify(fields[2], headers::get, body, now));
        }
    }
}

