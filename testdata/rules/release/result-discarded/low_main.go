// Command once posts and ends: what it holds then goes with it.
package main

import (
	"net/http"
	"strings"
)

func main() {
	http.Post("https://hooks.example", "text/plain", strings.NewReader("started")) // want "the response body is dropped at once"
}
