// Command reviewdog reads a report of the format that is its argument, as reviewdog does, and prints what it found in it.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/reviewdog/reviewdog/parser"
	"google.golang.org/protobuf/encoding/protojson"
)

func main() {
	reader, err := parser.New(&parser.Option{FormatName: os.Args[1]})
	if err != nil {
		log.Fatal(err)
	}
	diagnostics, err := reader.Parse(os.Stdin)
	if err != nil {
		log.Fatal(err)
	}
	for _, diagnostic := range diagnostics {
		line, err := protojson.Marshal(diagnostic)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(string(line))
	}
}
