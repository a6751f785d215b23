// does-not-compile: the package it imports is not here

// Package queued unpacks what another part of the service has put into a queue.
package queued

import (
	"bytes"
	"compress/gzip"
	"io"

	amqp "github.com/rabbitmq/amqp091-go"
)

func unpack(data []byte) ([]byte, error) {
	packed, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	defer packed.Close()
	return io.ReadAll(packed) // want "reads all that compressed data gives"
}

func handle(message amqp.Delivery) {
	text, err := unpack(message.Body)
	if err != nil {
		_ = message.Nack(false, false)
		return
	}
	_ = message.Ack(len(text) > 0)
}

func consume(queue <-chan amqp.Delivery) {
	for message := range queue {
		handle(message)
	}
}
