// Command clean_main keeps files for as long as it runs.
package main

import (
	"io"
	"log"
	"net/http"
	"os"
)

func main() {
	file, err := os.Create("access.log")
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	source, err := os.Open("page.html")
	if err != nil {
		log.Fatal(err)
	}
	text, err := io.ReadAll(source)
	if err != nil {
		log.Fatal(err)
	}
	_ = source.Close()
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		_, _ = file.WriteString(r.URL.Path + "\n")
		_, _ = w.Write(text)
	})
	_ = http.ListenAndServe("localhost:8080", nil)
}
