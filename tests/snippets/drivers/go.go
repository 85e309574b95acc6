package main

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		seconds, _ := strconv.ParseInt(fields[1], 10, 64)
		now := time.Unix(seconds, 0)
		if fields[0] == "sign" {
			t, _ := strconv.ParseInt(fields[4], 10, 64)
			fmt.Println(VerifySign(fields[2], fields[3], t, now))
			continue
		}
		header := http.Header{}
		for i, name := range []string{"webhook-id", "webhook-timestamp", "webhook-signature"} {
			if fields[3+i] != "(absent)" {
				header.Set(name, fields[3+i])
			}
		}
		fmt.Println(Verify(fields[2], header, []byte(fields[6]), now))
	}
}
