// Command loop posts again and again.
package main

import "net/http"

func main() {
	for _, host := range []string{"a.example", "b.example"} {
		http.Get("https://" + host) // want "the response body is dropped at once"
	}
}
